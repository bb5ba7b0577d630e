package dev.latchkey.admin.simulation;

import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.OpaqueKey;
import dev.latchkey.key.text.TagKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who takes part in each simulation: the same account, users and key texts every time. */
final class Cast {
  static final int KEYS = 8;
  static final KeyFormat FORMAT = new KeyFormat("latchkey", List.of("live"));
  static final AccountId ACCOUNT = new AccountId("main");
  static final List<String> USERS = List.of("ada", "bob");

  private static final TagKey TAG_KEY = new TagKey(1, new byte[32]);
  private static final Scopes ALL = Scopes.of(Scope.of("*", "*"));
  private static final List<String> TEXTS = texts();

  private Cast() {}

  static String id(int key) {
    return "SimulatedKe" + key;
  }

  static String text(int key) {
    return TEXTS.get(key);
  }

  static String owner(int key) {
    return USERS.get(key % USERS.size());
  }

  static List<String> keysOf(String user) {
    List<String> keys = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      if (owner(key).equals(user)) {
        keys.add(id(key));
      }
    }
    return keys;
  }

  static KeyRecord record(int key, Instant now) {
    byte[] digest = ((OpaqueKey) FORMAT.read(text(key))).digest();
    SecretRecord secret =
        new SecretRecord(1, new Proof.OfSecret(Digest.of(digest)), now, Optional.empty());
    ApiKey facts =
        new ApiKey(
            new KeyId(id(key)),
            ACCOUNT,
            Optional.of(new UserId(owner(key))),
            ALL,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Networks.ANYWHERE,
            false);
    About about = new About("key", "", "live", List.of(), "{}", now, "simulation");
    return new KeyRecord(
        facts, about, List.of(new StoredSecret(secret, 1)), Optional.empty(), Rates.NONE, 1);
  }

  static UserRecord user(String id, boolean enabled) {
    return new UserRecord(new User(new UserId(id), ACCOUNT, id, ALL, enabled), Instant.EPOCH);
  }

  /** A database after its first start. */
  static State beginning() {
    State state =
        new State(new Installation("simulated", ACCOUNT, Instant.EPOCH, Optional.empty()));
    state.accounts.put(
        ACCOUNT.value(),
        new AccountRecord(new Account(ACCOUNT, "Main", true), Optional.empty(), Instant.EPOCH));
    USERS.forEach(id -> state.users.put(id, user(id, true)));
    state.note(
        "simulation",
        0,
        new Deed(
            "installation.start", ACCOUNT, new Target(Target.INSTALLATION, "simulated"), "{}"));
    state.writtenOn = 1;
    return state;
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      Secret secret = new Secret(Integer.toString(key).repeat(Secret.LENGTH));
      texts.add(FORMAT.print("live", new KeyId(id(key)), secret, TAG_KEY));
    }
    return List.copyOf(texts);
  }
}
