package dev.latchkey.guard;

import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.Endings.Registration;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Ties what goes on to the key that let it in: it may go on for as long as the guard would let it
 * in again. Safe for use by many threads.
 */
final class Tethers {
  private final KnownKeys keys;
  private final KeyEndings endings;
  private final Supplier<Replica> replica;
  private final TimeSource time;

  Tethers(KnownKeys keys, KeyEndings endings, Supplier<Replica> replica, TimeSource time) {
    this.keys = keys;
    this.endings = endings;
    this.replica = replica;
    this.time = time;
  }

  /** Whether this node can tell at the moment who may go on. */
  boolean canTell() {
    return replica.get().mayActAt(time);
  }

  /**
   * Calls back when what was let in would be let in no more: key, secret, owner, networks, API
   * access and scopes are judged by the checks of a request; of a key that an issuer keeps, that it
   * works.
   */
  Registration exchange(Allowed allowed, Runnable onEnd) {
    KeyId key = allowed.found().known().key().id();
    if (!isOurs(key)) {
      return allowed.caller().whenEnded(onEnd);
    }
    KeyEndings.Question again = () -> present(key).filter(known -> lets(known, allowed));
    Registration registration = endings.of(again).register(key, onEnd);
    if (hasEnded(again)) {
      onEnd.run();
    }
    return registration;
  }

  /**
   * The same for what may be used from anywhere and for anything: a key that is kept here and its
   * secret count.
   *
   * @param wanted whether anybody still waits; what is not wanted counts as ended
   */
  Registration session(KeyId key, int secret, BooleanSupplier wanted, Runnable onEnd) {
    KeyEndings.Question again =
        () ->
            wanted.getAsBoolean()
                ? present(key).filter(known -> works(known, secret))
                : Optional.empty();
    return endings.of(again).register(key, onEnd);
  }

  /**
   * Whether a key of this installation works, and this secret of it; true where nobody can tell.
   */
  boolean works(KeyId key, int secret) {
    try {
      return present(key).map(known -> works(known, secret)).orElse(false);
    } catch (StoreException untold) {
      return true;
    }
  }

  /** Whether the key is kept here, rather than by an issuer that is trusted. */
  boolean isOurs(KeyId key) {
    try {
      return present(key).isPresent();
    } catch (StoreException untold) {
      return true;
    }
  }

  private static boolean hasEnded(KeyEndings.Question question) {
    try {
      return question.ask().isEmpty();
    } catch (StoreException untold) {
      return false;
    }
  }

  private boolean lets(Known known, Allowed allowed) {
    Circumstances then = allowed.at();
    Circumstances at = new Circumstances(then.needed(), then.place(), then.address(), now());
    Found before = allowed.found();
    return secret(known, before.secret().ordinal())
        .map(secret -> new Found(known, secret, before.nonce()))
        .map(found -> Checks.check(found, at) == Finding.PASSED)
        .orElse(false);
  }

  /** How a secret has to be sent is for each request. */
  private boolean works(Known known, int secret) {
    return secret(known, secret)
        .map(record -> Checks.checkHanded(new Found(known, record), now()))
        .map(finding -> finding == Finding.PASSED || finding == Finding.NOT_SIGNED)
        .orElse(false);
  }

  private static Optional<SecretRecord> secret(Known known, int ordinal) {
    List<SecretRecord> secrets = known.stored().secrets();
    return secrets.stream().filter(secret -> secret.ordinal() == ordinal).findFirst();
  }

  private Optional<Known> present(KeyId key) {
    return keys.inMemory(key).orElseGet(() -> keys.load(key));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }
}
