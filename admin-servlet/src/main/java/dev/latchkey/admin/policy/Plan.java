package dev.latchkey.admin.policy;

import dev.latchkey.admin.exchange.Ending;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.KeyCount;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Rates;
import dev.latchkey.key.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an account may do with keys. Whoever changes the plan of an account, or the plan itself,
 * changes that at once.
 *
 * @param apiAccess whether its keys open anything, and new ones are issued
 * @param perOwner keys of one user that are neither revoked nor expired, at most
 * @param perAccount the same of the whole account
 * @param kinds that are issued; the first of them to whoever does not say
 * @param recoverable whether new secrets are kept sealed, to be revealed; empty for what the
 *     installation does
 * @param seenBy who sees a key of a user, besides operators
 * @param managedBy who changes and ends it; operators may end it
 * @param nameEditable whether a key may be renamed
 * @param expiredEditable whether anything of a key that has expired may still be changed
 * @param overlap of a rotation that does not say; empty for what the installation does
 * @param secretAge the age at which a secret ends by itself
 * @param keyRates how often each key works
 * @param accountRates how often all keys of an account work together
 */
public record Plan(
    boolean apiAccess,
    Optional<Integer> perOwner,
    Optional<Integer> perAccount,
    List<KeyKind> kinds,
    Expiry expiry,
    Optional<Boolean> recoverable,
    Hand seenBy,
    Hand managedBy,
    boolean nameEditable,
    boolean expiredEditable,
    Optional<Duration> overlap,
    Optional<Duration> secretAge,
    Rates keyRates,
    Rates accountRates) {
  /** Of an account that has no plan: nothing is forbidden. */
  public static final Plan NONE =
      new Plan(
          true,
          Optional.empty(),
          Optional.empty(),
          List.of(KeyKind.OPAQUE, KeyKind.SIGNED, KeyKind.KEYPAIR),
          Expiry.FREE,
          Optional.empty(),
          Hand.ACCOUNT,
          Hand.ACCOUNT,
          true,
          true,
          Optional.empty(),
          Optional.empty(),
          Rates.NONE,
          Rates.NONE);

  /** Whose business a key is. */
  public enum Hand {
    /** Of all in its account who hold the scope. */
    ACCOUNT,
    /** Of its owner alone. */
    OWNER
  }

  public Plan {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || kinds.contains(KeyKind.LEGACY)) {
      throw new IllegalArgumentException("is some of opaque, signed, keypair");
    }
  }

  /**
   * The plan of an account, as it is now. A term that this version does not know, since a later one
   * wrote it, bounds nothing here.
   */
  public static Plan of(Directory directory, AccountId account) {
    return directory
        .account(account)
        .flatMap(AccountRecord::plan)
        .flatMap(directory::plan)
        .map(kept -> kept(kept.terms()))
        .orElse(NONE);
  }

  /** A plan by the terms that the store keeps. */
  public static Plan kept(String terms) {
    return PlanFields.read(Fields.of(Json.own(terms)));
  }

  /** The same without what {@code other} takes away from keys that are there. */
  public Plan narrowedBy(Plan other) {
    Optional<Duration> age =
        secretAge
            .filter(own -> other.secretAge.map(its -> own.compareTo(its) <= 0).orElse(true))
            .or(() -> other.secretAge);
    return new Plan(
        apiAccess && other.apiAccess,
        perOwner,
        perAccount,
        kinds,
        expiry,
        recoverable,
        seenBy,
        managedBy,
        nameEditable,
        expiredEditable,
        overlap,
        age,
        keyRates,
        accountRates);
  }

  /** As the store keeps it. */
  public PlanRecord kept(String name, boolean declared) {
    String terms = Json.print(PlanFields.print(this));
    return new PlanRecord(name, apiAccess, secretAge, keyRates, accountRates, terms, declared);
  }

  /** The kind of a secret that nobody names. */
  public KeyKind usualKind() {
    return kinds.get(0);
  }

  /**
   * Whether somebody sees a key at all.
   *
   * @param who the user who asks, if it is one
   */
  public boolean shows(ApiKey key, Optional<UserId> who, boolean operator) {
    return !hidesOthers(operator) || isOwn(key, who);
  }

  /** Whether somebody sees no keys but their own. */
  public boolean hidesOthers(boolean operator) {
    return seenBy == Hand.OWNER && !operator;
  }

  /**
   * Demands that keys may be issued, and one more to this owner.
   *
   * @throws Problem 403 saying what the plan has
   */
  public void requireRoom(KeyCount living) {
    if (!apiAccess) {
      throw forbidden("this account has no API access");
    }
    if (perOwner.isPresent() && living.ofOwner() >= perOwner.get()) {
      throw forbidden(
          perOwner.get() + " keys that work are all that a user may have; revoke one first");
    }
    if (perAccount.isPresent() && living.ofAccount() >= perAccount.get()) {
      throw forbidden(
          perAccount.get()
              + " keys that work are all that this account may have; revoke one first");
    }
  }

  /**
   * Demands that a secret of this kind may be made.
   *
   * @throws Problem 403
   */
  public void requireKind(KeyKind kind) {
    if (!kinds.contains(kind)) {
      String words = String.join(" or ", kinds.stream().map(KeyKind::word).toList());
      throw forbidden(new FieldError("#/kind", "is " + words + " under this plan"));
    }
  }

  /**
   * Demands that a key may end like this.
   *
   * @throws Problem 403
   */
  public void requireExpiry(Instant now, Ending ending) {
    expiry
        .objection(now, ending)
        .ifPresent(
            objection -> {
              throw forbidden(objection);
            });
  }

  /**
   * Demands that somebody may make this key. Operators may: somebody has to make the first.
   *
   * @throws Problem 403
   */
  public void requireMaker(ApiKey key, Optional<UserId> who, boolean operator) {
    if (!operator) {
      requireManager(key, who);
    }
  }

  /**
   * Demands that somebody may change this key.
   *
   * @throws Problem 403
   */
  public void requireManager(ApiKey key, Optional<UserId> who) {
    if (managedBy == Hand.OWNER && !isOwn(key, who)) {
      throw forbidden("only its owner makes and changes a key");
    }
  }

  /**
   * Demands that somebody may end this key. Operators may: the journal says that they did.
   *
   * @throws Problem 403
   */
  public void requireEnder(ApiKey key, Optional<UserId> who, boolean operator) {
    if (!operator) {
      requireManager(key, who);
    }
  }

  /** That the plan forbids it. */
  public static Problem forbidden(String detail) {
    return Problem.of(Kind.PLAN_FORBIDS, detail);
  }

  /** That the plan forbids what a field asks for. */
  public static Problem forbidden(FieldError error) {
    return Problem.of(Kind.PLAN_FORBIDS, error.pointer() + ": " + error.detail(), List.of(error));
  }

  private static boolean isOwn(ApiKey key, Optional<UserId> who) {
    return who.isPresent() && key.owner().equals(who);
  }
}
