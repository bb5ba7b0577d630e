package dev.latchkey.admin.revoke;

import dev.latchkey.admin.access.Tokens;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.guard.Proven;
import dev.latchkey.guard.Proven.Standing;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/revoke}: RFC 7009. Whoever holds a key may end it, all of it, and needs nothing
 * else: also one that is disabled or expired, since both can be undone. A secret that was rotated
 * out speaks for its key no more.
 */
public final class RevokeToken implements Handler {
  private static final String REASON = "revoked by whoever holds it";

  private final Tokens tokens;
  private final Ledger ledger;
  private final Propagation propagation;

  public RevokeToken(Tokens tokens, Ledger ledger, Propagation propagation) {
    this.tokens = tokens;
    this.ledger = ledger;
    this.propagation = propagation;
  }

  /** What proves nothing is ended already, as far as anybody can tell: section 2.2. */
  @Override
  public Reply handle(Request request) {
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Optional<Proven> proven = tokens.prove(request.form().required("token"), Optional.empty());
    proven
        .filter(found -> found.standing() != Standing.ENDED)
        .ifPresent(found -> revoke(found, wait));
    return Reply.empty();
  }

  private void revoke(Proven proven, Duration wait) {
    KeyId key = proven.caller().key();
    Ledger.Committed<KeyRecord> committed =
        ledger.commit(key.toString(), facts -> revoke(facts, key, proven));
    propagation.of(committed.entry(), wait);
  }

  private static KeyRecord revoke(Facts facts, KeyId key, Proven proven) {
    KeyRecord old =
        facts.key(key).filter(kept -> holds(kept, proven)).orElseThrow(RevokeToken::notOurs);
    if (old.key().revocation().isPresent()) {
      return old;
    }
    Revocation revocation = new Revocation(facts.now(), key.toString(), REASON);
    return KeyChange.write(
        facts,
        old.with(old.key().revoked(revocation)),
        "key.revoke",
        Json.object().put("reason", REASON));
  }

  /** Whoever visits with a token from elsewhere is known by an id that nobody here has drawn. */
  private static boolean holds(KeyRecord kept, Proven proven) {
    return kept.secrets().stream()
        .map(StoredSecret::record)
        .anyMatch(
            secret ->
                secret.ordinal() == proven.secret()
                    && secret.createdAt().equals(proven.issuedAt()));
  }

  /** Proven and yet no key that is kept here: somebody else issued the token. */
  private static Problem notOurs() {
    return Problem.of(
        Kind.UNSUPPORTED_TOKEN_TYPE, "this token was issued elsewhere, and is ended there");
  }
}
