package dev.latchkey.admin.recover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes away again what a lost entry took away, and gives nothing. A deleted key comes back
 * revoked, not working.
 */
final class Again {
  private Again() {}

  /** False when there was nothing to take away, or it is away. */
  static boolean write(Facts facts, Entry lost) {
    return switch (lost.action()) {
      case "key.revoke", "key.delete" ->
          key(facts, lost).map(k -> revoke(facts, k, lost)).orElse(false);
      case "key.end-secret" -> key(facts, lost).map(k -> endSecret(facts, k, lost)).orElse(false);
      case "key.rotate" -> key(facts, lost).map(k -> endOlder(facts, k, lost)).orElse(false);
      case "key.change" -> key(facts, lost).map(k -> narrow(facts, k, lost)).orElse(false);
      case "signing-key.withdraw" -> withdraw(facts, lost);
      case "key.end-legacy" -> endLegacy(facts, lost);
      case "user.change" -> narrowUser(facts, lost);
      case "member.set", "member.remove" -> PeopleAgain.member(facts, lost);
      case "role.set", "role.delete" -> PeopleAgain.role(facts, lost);
      case "account.manage" -> PeopleAgain.manager(facts, lost);
      case "account.change" -> says(lost, "api_access") && closeAccount(facts, lost);
      case "plan.set" -> narrowPlan(facts, lost);
      default -> false;
    };
  }

  private static boolean revoke(Facts facts, KeyRecord key, Entry lost) {
    if (key.key().revocation().isPresent()) {
      return false;
    }
    String reason = detail(lost).path("reason").asText("");
    Revocation revocation = new Revocation(lost.at(), lost.actor(), reason);
    KeyChange.write(
        facts,
        key.with(key.key().revoked(revocation)),
        "key.revoke",
        again(lost).put("reason", reason));
    return true;
  }

  private static boolean withdraw(Facts facts, Entry lost) {
    String kid = detail(lost).path("kid").asText();
    Optional<SigningKey> published =
        facts.signingKeys().stream()
            .filter(key -> key.kid().equals(kid) && key.isPublishedAt(facts.now()))
            .findFirst();
    published.ifPresent(
        key -> {
          facts.put(key.publishedBy(facts.now()));
          Installation here = facts.installation().orElseThrow();
          note(facts, lost, here.account(), again(lost).put("kid", kid));
        });
    return published.isPresent();
  }

  private static boolean narrow(Facts facts, KeyRecord key, Entry lost) {
    ApiKey narrowed = Narrowed.by(key.key(), detail(lost));
    if (narrowed.equals(key.key())) {
      return false;
    }
    ObjectNode now =
        again(lost)
            .put("scopes", narrowed.scopes().toString())
            .put("enabled", Boolean.toString(narrowed.enabled()))
            .put("not_before", narrowed.notBefore().map(Instant::toString).orElse(""))
            .put("expires_at", narrowed.expiresAt().map(Instant::toString).orElse(""))
            .put("allowed_ips", narrowed.networks().toString())
            .put("signed_only", Boolean.toString(narrowed.signedOnly()));
    KeyChange.write(facts, key.with(narrowed), "key.change", now);
    return true;
  }

  /** The secret that a lost rotation made is gone, but those that it gave an end have it. */
  private static boolean endOlder(Facts facts, KeyRecord key, Entry lost) {
    int added = detail(lost).path("secret").asInt();
    Instant end = Instant.parse(detail(lost).path("others_end_at").asText());
    List<StoredSecret> ended =
        key.secrets().stream()
            .map(s -> s.record().ordinal() < added && isMeant(s, lost) ? s.endingBy(end) : s)
            .toList();
    if (ended.equals(key.secrets())) {
      return false;
    }
    KeyChange.write(
        facts,
        key.withSecrets(ended),
        "key.rotate",
        again(lost).put("secret", added).put("others_end_at", end.toString()));
    return true;
  }

  /** A secret that was made since under the same number is another one. */
  private static boolean endSecret(Facts facts, KeyRecord key, Entry lost) {
    int ordinal = detail(lost).path("secret").asInt();
    List<StoredSecret> ended =
        key.secrets().stream()
            .map(
                s ->
                    s.record().ordinal() == ordinal && isMeant(s, lost)
                        ? s.endingBy(facts.now())
                        : s)
            .toList();
    if (ended.equals(key.secrets())) {
      return false;
    }
    KeyChange.write(
        facts, key.withSecrets(ended), "key.end-secret", again(lost).put("secret", ordinal));
    return true;
  }

  private static boolean endLegacy(Facts facts, Entry lost) {
    AccountId account = new AccountId(lost.target().id());
    Instant end = Instant.parse(detail(lost).path("ends_at").asText());
    long secrets = facts.legacyBeyond(account, end);
    if (secrets > 0) {
      facts.endLegacy(account, end);
      note(
          facts, lost, account, again(lost).put("ends_at", end.toString()).put("secrets", secrets));
    }
    return secrets > 0;
  }

  private static boolean isMeant(StoredSecret secret, Entry lost) {
    return !secret.record().createdAt().isAfter(lost.at());
  }

  private static boolean narrowUser(Facts facts, Entry lost) {
    Optional<UserRecord> found = facts.user(new UserId(lost.target().id()));
    Optional<User> narrowed = found.map(record -> narrowed(record.user(), detail(lost)));
    boolean changes = found.isPresent() && !found.map(UserRecord::user).equals(narrowed);
    if (changes) {
      User user = narrowed.orElseThrow();
      facts.put(new UserRecord(user, found.orElseThrow().createdAt()));
      ObjectNode now =
          again(lost).put("scopes", user.scopes().toString()).put("enabled", user.enabled());
      note(facts, lost, user.account(), now);
    }
    return changes;
  }

  private static User narrowed(User user, JsonNode edit) {
    Scopes scopes =
        edit.has("scopes")
            ? user.scopes().shared(Scopes.parse(edit.path("scopes").asText()))
            : user.scopes();
    boolean enabled = user.enabled() && edit.path("enabled").asBoolean(true);
    return new User(user.id(), user.account(), user.name(), scopes, enabled);
  }

  private static boolean closeAccount(Facts facts, Entry lost) {
    Optional<AccountRecord> found =
        facts
            .account(new AccountId(lost.target().id()))
            .filter(record -> record.account().apiAccess());
    found.ifPresent(
        record -> {
          Account old = record.account();
          facts.put(
              new AccountRecord(
                  new Account(old.id(), old.name(), false), record.plan(), record.createdAt()));
          note(facts, lost, old.id(), again(lost).put("api_access", false));
        });
    return found.isPresent();
  }

  /** One that the settings declare is as they have it, from the next start on. */
  private static boolean narrowPlan(Facts facts, Entry lost) {
    Optional<PlanRecord> found = facts.plan(lost.target().id());
    Optional<PlanRecord> narrowed =
        found.map(
            old ->
                Plan.kept(old.terms())
                    .narrowedBy(Plan.kept(lost.detail()))
                    .kept(old.name(), old.declared()));
    boolean changes = found.isPresent() && !found.equals(narrowed);
    if (changes) {
      PlanRecord plan = narrowed.orElseThrow();
      facts.put(plan);
      ObjectNode now = again(lost);
      now.setAll((ObjectNode) Json.own(plan.terms()));
      note(facts, lost, facts.installation().orElseThrow().account(), now);
    }
    return changes;
  }

  static void note(Facts facts, Entry lost, AccountId account, ObjectNode detail) {
    facts.note(new Deed(lost.action(), account, lost.target(), Json.print(detail)));
  }

  private static Optional<KeyRecord> key(Facts facts, Entry lost) {
    return lost.target().kind().equals(Target.KEY)
        ? facts.key(new KeyId(lost.target().id()))
        : Optional.empty();
  }

  /** Whether the lost entry switched {@code field} off. */
  private static boolean says(Entry lost, String field) {
    return detail(lost).path(field).asText("").equals("false");
  }

  static ObjectNode again(Entry lost) {
    return Json.object().put("lost_entry", lost.number());
  }

  static JsonNode detail(Entry lost) {
    return Json.own(lost.detail());
  }
}
