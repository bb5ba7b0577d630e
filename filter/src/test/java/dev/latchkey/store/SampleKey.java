package dev.latchkey.store;

import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Revocation;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key of account {@code acme} that works, to be spoiled in one respect at a time. It may read
 * zones, belongs to the account, and can be used from anywhere.
 */
public final class SampleKey {
  public static final KeyFormat FORMAT = new KeyFormat("lk", List.of("live"));
  public static final TagKey TAG_KEY = new TagKey(1, new byte[TagKey.BYTES]);
  public static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");

  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final String SECRET = "s".repeat(Secret.LENGTH);

  private final KeyId id;
  private final List<SecretRecord> secrets = new ArrayList<>();
  private Scopes scopes = Scopes.parse("zones:read");
  private Optional<UserId> owner = Optional.empty();
  private Optional<User> user = Optional.empty();
  private Optional<Instant> notBefore = Optional.empty();
  private Optional<Instant> expiresAt = Optional.empty();
  private boolean enabled = true;
  private Optional<Revocation> revocation = Optional.empty();
  private Networks networks = Networks.ANYWHERE;
  private boolean apiAccess = true;
  private boolean signedOnly;
  private boolean ownerScopes;
  private final Map<AccountId, Scopes> roles = new HashMap<>();

  public SampleKey(String id) {
    this.id = new KeyId(id);
    secret(SECRET, Optional.empty());
  }

  public SampleKey() {
    this("0123456789AB");
  }

  /** Adds a secret beside those that are there. */
  public SampleKey secret(String secret, Optional<Instant> endsAt) {
    secrets.add(new SecretRecord(secrets.size() + 1, proof(secret), CREATED, endsAt));
    return this;
  }

  /** Gives the first secret an end, as a rotation does. */
  public SampleKey rotatedOutAt(Instant end) {
    secrets.set(0, new SecretRecord(1, proof(SECRET), CREATED, Optional.of(end)));
    return this;
  }

  public SampleKey scopes(String text) {
    scopes = Scopes.parse(text);
    return this;
  }

  /** Makes it the key of user {@code ada}. */
  public SampleKey ofAda(String userScopes, boolean userEnabled) {
    owner = Optional.of(new UserId("ada"));
    user = owner.map(ada -> new User(ada, ACCOUNT, "Ada", Scopes.parse(userScopes), userEnabled));
    return this;
  }

  /** Gives its owner a role in an account. */
  public SampleKey role(String account, String roleScopes) {
    roles.put(new AccountId(account), Scopes.parse(roleScopes));
    return this;
  }

  /** Lets it hold whatever its owner holds. */
  public SampleKey ofOwner() {
    scopes = Scopes.NONE;
    ownerScopes = true;
    return this;
  }

  /** Makes it the key of a user who is not there. */
  public SampleKey ofNobody() {
    owner = Optional.of(new UserId("gone"));
    return this;
  }

  public SampleKey notBefore(Instant start) {
    notBefore = Optional.of(start);
    return this;
  }

  public SampleKey expiresAt(Instant end) {
    expiresAt = Optional.of(end);
    return this;
  }

  public SampleKey disabled() {
    enabled = false;
    return this;
  }

  public SampleKey revoked() {
    revocation = Optional.of(new Revocation(CREATED, "user:ada", "leaked"));
    return this;
  }

  public SampleKey from(String ranges) {
    networks = Networks.parse(ranges);
    return this;
  }

  public SampleKey signedOnly() {
    signedOnly = true;
    return this;
  }

  /** Adds a secret of any kind beside those that are there. */
  public SampleKey proof(Proof proof) {
    secrets.add(new SecretRecord(secrets.size() + 1, proof, CREATED, Optional.empty()));
    return this;
  }

  public SampleKey withoutApiAccess() {
    apiAccess = false;
    return this;
  }

  public KeyId id() {
    return id;
  }

  /** The facts as a store has them. */
  public StoredKey stored() {
    ApiKey key =
        new ApiKey(
            id,
            ACCOUNT,
            owner,
            scopes,
            notBefore,
            expiresAt,
            enabled,
            revocation,
            networks,
            signedOnly,
            ownerScopes);
    return new StoredKey(
        key, secrets, new Account(ACCOUNT, "Acme", apiAccess), user, roles, List.of());
  }

  /** What its first secret is printed as. */
  public String text() {
    return text(SECRET, TAG_KEY);
  }

  /** What any secret would be printed as, under any tag key. */
  public String text(String secret, TagKey tagKey) {
    return FORMAT.print("live", id, new Secret(secret), tagKey);
  }

  private Proof proof(String secret) {
    return ((OpaqueKey) FORMAT.read(text(secret, TAG_KEY))).proof();
  }
}
