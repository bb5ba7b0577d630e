package dev.latchkey.admin.start;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.OpaqueKey;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first start on an empty store: the installation's own account, one user, and one key that may
 * do everything for a day. Its text goes to one file and nowhere else, before the commit: a crash
 * in between leaves a file that opens nothing, and the next start writes it again.
 */
public final class FirstStart {
  /** The installation's own account, whose members are the operators. */
  public static final AccountId ACCOUNT = new AccountId("main");

  /** Its first member. */
  public static final UserId USER = new UserId("admin");

  private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
  private static final Duration LIFE = Duration.ofHours(24);
  private static final Scopes ALL = Scopes.of(Scope.of("*", "*"), Scope.REVEAL);

  private final Ledger ledger;
  private final Mint mint;
  private final KeyFormat format;
  private final Optional<Path> file;
  private final Optional<String> given;
  private final Promise promise;

  /**
   * Prepares the first start.
   *
   * @param file where the text of the first key goes
   * @param given the text of the first key, where whoever deploys has drawn it
   * @param promise stated from the first moment on, so that no node can join with another
   */
  public FirstStart(
      Ledger ledger,
      Mint mint,
      KeyFormat format,
      Optional<Path> file,
      Optional<String> given,
      Promise promise) {
    this.ledger = ledger;
    this.mint = mint;
    this.format = format;
    this.file = file;
    this.given = given;
    this.promise = promise;
  }

  /**
   * Starts an empty store; does nothing on any other.
   *
   * @throws SettingsException when there is nowhere to put the key, or the given one is malformed
   */
  public void run() {
    boolean started =
        ledger
            .commit(
                KeyRecord.FIRST_START,
                facts -> {
                  boolean empty = facts.installation().isEmpty();
                  if (empty) {
                    start(facts);
                  }
                  return empty;
                })
            .result();
    if (started) {
      log.info(
          "latchkey started on an empty database, first admin key {}, valid for {}",
          given.isPresent() ? "as given" : "in " + file.map(Path::toString).orElse(""),
          LIFE);
    }
  }

  private void start(Facts facts) {
    byte[] bytes = mint.tagKey();
    TagKey tagKey = new TagKey(1, bytes);
    Installation installation =
        new Installation(mint.installationId(), ACCOUNT, facts.now(), Optional.empty());
    facts.put(installation, tagKey, HexFormat.of().formatHex(bytes));
    facts.put(promise);
    Account account = new Account(ACCOUNT, "This installation", true);
    facts.put(new AccountRecord(account, Optional.empty(), facts.now()));
    facts.put(
        new UserRecord(new User(USER, ACCOUNT, "First administrator", ALL, true), facts.now()));
    KeyId id = given.map(this::idOf).orElseGet(mint::keyId);
    Minted minted = firstKey(facts, id, new TagKeys(List.of(tagKey), true));
    facts.put(record(facts, id, minted));
    note(facts, "installation.start", Target.INSTALLATION, installation.id());
    note(facts, "account.create", Target.ACCOUNT, ACCOUNT.value());
    note(facts, "user.create", Target.USER, USER.value());
    facts.note(
        new Deed(
            "key.issue",
            ACCOUNT,
            new Target(Target.KEY, id.value()),
            Json.print(Json.object().put("user_id", USER.value()))));
    if (given.isEmpty()) {
      KeyFile.write(destination(), text(minted));
    }
  }

  private static String text(Minted minted) {
    return minted.text().orElseThrow();
  }

  private Minted firstKey(Facts facts, KeyId id, TagKeys tagKeys) {
    return given.isPresent()
        ? mint.taken(given.get(), 1, tagKeys, facts.now()).orElseThrow(this::malformed)
        : mint.secret(format.environments().get(0), id, 1, tagKeys, facts.now());
  }

  private KeyId idOf(String text) {
    if (format.read(text) instanceof OpaqueKey key) {
      return key.id();
    }
    throw malformed();
  }

  private KeyRecord record(Facts facts, KeyId id, Minted minted) {
    ApiKey key =
        new ApiKey(
            id,
            ACCOUNT,
            Optional.of(USER),
            ALL,
            Optional.empty(),
            Optional.of(facts.now().plus(LIFE)),
            true,
            Optional.empty(),
            Networks.ANYWHERE,
            false);
    About about =
        new About(
            "First admin key",
            "Made at the first start. Issue keys of your own with it, then revoke it.",
            environment(text(minted)),
            List.of(),
            "{}",
            facts.now(),
            KeyRecord.FIRST_START);
    return new KeyRecord(key, about, List.of(minted.secret()), Optional.empty(), Rates.NONE, 1);
  }

  private String environment(String text) {
    return format.read(text) instanceof OpaqueKey key
        ? key.environment()
        : format.environments().get(0);
  }

  private Path destination() {
    return file.orElseThrow(
        () ->
            new SettingsException(
                "latchkey.bootstrap.file is missing: the database is empty, and the first admin"
                    + " key has to be written somewhere; like /var/lib/app/admin-key"));
  }

  private SettingsException malformed() {
    return new SettingsException(
        "LATCHKEY_BOOTSTRAP_KEY is not a key of this installation: "
            + format.brand()
            + "_"
            + format.environments().get(0)
            + "_ and 56 letters and digits with a right checksum");
  }

  private static void note(Facts facts, String action, String kind, String id) {
    facts.note(new Deed(action, ACCOUNT, new Target(kind, id), Json.print(Json.object())));
  }
}
