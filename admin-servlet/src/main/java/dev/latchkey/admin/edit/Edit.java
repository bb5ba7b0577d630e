package dev.latchkey.admin.edit;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.access.OwnerBounds;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyStatus;
import java.time.Instant;

/**
 * {@code PATCH /v1/users/{user_id}/apikeys/{key_id}}. Whoever widens a key hands something on, and
 * may hand on no more than they hold: a new scope within their own bounds of place and time, or
 * another place or time for what they hold themselves. Narrowing is open to all who may edit.
 */
public final class Edit implements Handler {
  private final KeyChange change;

  public Edit(KeyChange change) {
    this.change = change;
  }

  @Override
  public Reply handle(Request request) {
    return change.answer(request, (facts, actor, old) -> edit(facts, actor, old, request));
  }

  private static KeyRecord edit(Facts facts, Actor actor, KeyRecord old, Request request) {
    requireMatch(request, old);
    Fields fields = request.fields();
    if (fields.isEmpty()) {
      throw Problem.of(Kind.INVALID_BODY, "the body names nothing to change");
    }
    Plan plan = Plan.of(facts, old.key().account());
    plan.requireManager(old.key(), actor.user());
    KeyChanges changes = KeyChanges.read(fields, old, facts.now());
    requireEditable(changes, plan, facts.now());
    requireAllowed(changes, plan, facts.now());
    requireDatesInPrint(changes, facts.now());
    requireGrantable(facts, actor, changes);
    requireOwnerHolds(facts, changes);
    return changes.areNone()
        ? old
        : KeyChange.write(facts, changes.made(), "key.change", changes.detail());
  }

  /** RFC 9110 section 13.1.1, with strong comparison. */
  private static void requireMatch(Request request, KeyRecord old) {
    String present = KeyView.entityTag(old);
    boolean matches =
        request
            .header("if-match")
            .map(tags -> tags.strip().equals("*") || names(tags, present))
            .orElse(true);
    if (!matches) {
      throw Problem.of(Kind.PRECONDITION_FAILED, old.id() + " is at " + present + " now");
    }
  }

  private static boolean names(String tags, String present) {
    for (String tag : tags.split(",", -1)) {
      if (tag.strip().equals(present)) {
        return true;
      }
    }
    return false;
  }

  private static void requireEditable(KeyChanges changes, Plan plan, Instant now) {
    KeyStatus status = changes.old().key().status(now);
    boolean over = status == KeyStatus.REVOKED || status == KeyStatus.EXPIRED;
    if (status == KeyStatus.EXPIRED && !plan.expiredEditable()) {
      throw Problem.conflict(
          changes.old().id() + " is expired: nothing of it can change; delete it, issue a new key");
    }
    if (over && !changes.areOnlyWords()) {
      throw Problem.conflict(
          changes.old().id()
              + " is "
              + status.word()
              + ": only its name, description, labels and metadata can change; issue a new key");
    }
  }

  private static void requireAllowed(KeyChanges changes, Plan plan, Instant now) {
    if (changes.renames() && !plan.nameEditable()) {
      throw Plan.forbidden(new FieldError("#/name", "cannot be changed under this plan"));
    }
    if (changes.ending().named()) {
      plan.requireExpiry(now, changes.ending());
    }
  }

  private static void requireDatesInPrint(KeyChanges changes, Instant now) {
    if (changes.outlivePrint(now)) {
      throw Problem.conflict(
          changes.old().id()
              + " has a signed secret with its dates in print: a later expires_at needs a rotation"
              + " that names it, an earlier not_before a new key");
    }
  }

  private static void requireGrantable(Facts facts, Actor actor, KeyChanges changes) {
    Grant grant = Grant.by(actor, facts);
    ApiKey key = changes.key();
    if (changes.widensUse()) {
      grant.allOf(key);
    } else if (changes.addsScopes()) {
      grant.scopes(changes.before(), key);
      grant.networks(key.networks()).until(key.expiresAt());
    }
    grant.check();
  }

  private static void requireOwnerHolds(Facts facts, KeyChanges changes) {
    if (changes.namesScopes()) {
      changes
          .key()
          .owner()
          .flatMap(facts::user)
          .ifPresent(owner -> OwnerBounds.require(facts, owner.user(), changes.key().scopes()));
    }
  }
}
