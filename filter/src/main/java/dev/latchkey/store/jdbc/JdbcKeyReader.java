package dev.latchkey.store.jdbc;

import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Recipe;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.Snapshot;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.StoredKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a key with one statement, which is one snapshot on both databases. */
public final class JdbcKeyReader implements KeyReader {
  private static final String FIND =
      """
      SELECT h.number AS head, h.hash AS head_hash,
             (SELECT hash FROM latchkey_journal WHERE number = ?) AS followed,
             k.id AS key_id, k.account_id, k.owner_id, k.scopes, k.not_before, k.expires_at,
             k.enabled, k.revoked_at, k.revoked_by, k.revoked_reason, k.allowed_ips, k.signed_only,
             k.owner_scopes, k.rate, p.key_rate, p.account_rate,
             a.name AS account_name,
             (a.api_access AND COALESCE(p.api_access, TRUE)) AS api_access, p.secret_age_ms,
             u.id AS user_id, u.account_id AS user_account_id, u.name AS user_name,
             u.scopes AS user_scopes, u.enabled AS user_enabled, %s AS roles,
             s.ordinal, s.kind, s.digest, s.public_key, s.recipe, s.salt, s.selector,
             s.created_at AS secret_created_at, s.ends_at AS secret_ends_at
        FROM latchkey_head h
        LEFT JOIN latchkey_key k ON k.id = ?
        LEFT JOIN latchkey_account a ON a.id = k.account_id
        LEFT JOIN latchkey_plan p ON p.name = a.plan
        LEFT JOIN latchkey_user u ON u.id = k.owner_id
        LEFT JOIN latchkey_secret s ON s.key_id = k.id
       ORDER BY s.ordinal
      """
          .formatted(RoleRows.of("u.id"));

  private static final String FIND_HOST =
      """
      SELECT h.number AS head, h.hash AS head_hash,
             (SELECT hash FROM latchkey_journal WHERE number = ?) AS followed,
             a.id AS account_id, a.name AS account_name,
             (a.api_access AND COALESCE(p.api_access, TRUE)) AS api_access,
             p.key_rate, p.account_rate,
             u.id AS user_id, u.account_id AS user_account_id, u.name AS user_name,
             u.scopes AS user_scopes, u.enabled AS user_enabled, %s AS roles
        FROM latchkey_head h
        LEFT JOIN latchkey_account a ON a.id = ?
        LEFT JOIN latchkey_plan p ON p.name = a.plan
        LEFT JOIN latchkey_user u ON u.id = ?
      """
          .formatted(RoleRows.of("u.id"));

  private static final String TAG_KEYS =
      "SELECT version, tag_key, check_value FROM latchkey_tag_key ORDER BY version DESC";

  /** How many tag keys there should be, and whether a living secret was printed under none. */
  private static final String TAG_STATE =
      """
      SELECT i.tag_version,
             EXISTS (SELECT 1
                       FROM latchkey_secret s
                       JOIN latchkey_key k ON k.id = s.key_id
                      WHERE s.tag_version = 0
                        AND k.revoked_at IS NULL
                        AND (k.expires_at IS NULL OR k.expires_at > %1$s)
                        AND (s.ends_at IS NULL OR s.ends_at > %1$s)) AS untagged
        FROM latchkey_installation i
      """;

  private record Line(
      long entry, String hash, Optional<String> followed, Optional<StoredKey> key) {}

  private final Database database;

  public JdbcKeyReader(Database database) {
    this.database = database;
  }

  @Override
  public Snapshot find(KeyId id, long followed) {
    List<Line> lines =
        database.read(session -> session.list(FIND, JdbcKeyReader::line, followed, id.value()));
    if (lines.isEmpty()) {
      throw noHead();
    }
    List<StoredKey> parts = lines.stream().flatMap(line -> line.key().stream()).toList();
    Optional<StoredKey> whole =
        parts.isEmpty() ? Optional.empty() : Optional.of(withAllSecrets(parts));
    Line first = lines.get(0);
    return new Snapshot(first.entry(), first.hash(), first.followed(), whole);
  }

  @Override
  public Snapshot findHost(ApiKey visitor, long followed) {
    String account = visitor.account().value();
    String owner = visitor.owner().map(UserId::value).orElse("");
    return database
        .read(
            session ->
                session.first(FIND_HOST, row -> host(row, visitor), followed, account, owner))
        .orElseThrow(JdbcKeyReader::noHead);
  }

  @Override
  public TagKeys tagKeys() {
    return database.read(JdbcKeyReader::tagKeys);
  }

  /** The same within somebody's transaction. */
  public static TagKeys tagKeys(Session session) throws SQLException {
    List<TagKey> sound =
        session.list(TAG_KEYS, JdbcKeyReader::tagKey).stream().flatMap(Optional::stream).toList();
    String state = TAG_STATE.formatted(session.dialect().now());
    boolean whole =
        session
            .first(state, row -> !row.flag("untagged") && row.number("tag_version") == sound.size())
            .orElse(false);
    return new TagKeys(sound, whole);
  }

  /** Each line holds the same key with another of its secrets. */
  private static StoredKey withAllSecrets(List<StoredKey> parts) {
    StoredKey first = parts.get(0);
    List<SecretRecord> secrets = parts.stream().flatMap(p -> p.secrets().stream()).toList();
    return new StoredKey(
        first.key(), secrets, first.account(), first.owner(), first.roles(), first.limits());
  }

  private static Line line(Row row) throws SQLException {
    Optional<StoredKey> key = row.has("key_id") ? Optional.of(storedKey(row)) : Optional.empty();
    return new Line(row.number("head"), row.text("head_hash"), row.maybeText("followed"), key);
  }

  private static StoredKey storedKey(Row row) throws SQLException {
    Optional<Duration> mostAge = row.maybeNumber("secret_age_ms").map(Duration::ofMillis);
    List<SecretRecord> secret =
        row.has("ordinal")
            ? List.of(secret(row, "secret_created_at", "secret_ends_at").aging(mostAge))
            : List.of();
    ApiKey key = apiKey(row, "key_id");
    List<Limit> limits = limits(row, key, Rates.parse(row.text("rate")));
    return new StoredKey(key, secret, account(row), owner(row), roles(row), limits);
  }

  private static Snapshot host(Row row, ApiKey visitor) throws SQLException {
    Optional<StoredKey> hosted =
        row.has("account_id")
            ? Optional.of(
                new StoredKey(
                    visitor,
                    List.of(),
                    account(row),
                    owner(row),
                    roles(row),
                    limits(row, visitor, Rates.NONE)))
            : Optional.empty();
    return new Snapshot(
        row.number("head"), row.text("head_hash"), row.maybeText("followed"), hosted);
  }

  private static List<Limit> limits(Row row, ApiKey key, Rates own) throws SQLException {
    Rates plan = Rates.parse(row.maybeText("key_rate").orElse(""));
    Rates shared = Rates.parse(row.maybeText("account_rate").orElse(""));
    return Limit.of(key.id(), key.account(), own, plan, shared);
  }

  private static StoreException noHead() {
    return new StoreException("the database has no journal head yet");
  }

  private static Account account(Row row) throws SQLException {
    return new Account(
        new AccountId(row.text("account_id")), row.text("account_name"), row.flag("api_access"));
  }

  private static Optional<User> owner(Row row) throws SQLException {
    return row.has("user_id") ? Optional.of(user(row)) : Optional.empty();
  }

  private static Map<AccountId, Scopes> roles(Row row) throws SQLException {
    return RoleRows.parse(row.maybeText("roles").orElse(""));
  }

  private static User user(Row row) throws SQLException {
    return new User(
        new UserId(row.text("user_id")),
        new AccountId(row.text("user_account_id")),
        row.text("user_name"),
        Scopes.parse(row.text("user_scopes")),
        row.flag("user_enabled"));
  }

  /** The guard's half of a key row; the admin servlet reads the same columns. */
  public static ApiKey apiKey(Row row, String idColumn) throws SQLException {
    return new ApiKey(
        new KeyId(row.text(idColumn)),
        new AccountId(row.text("account_id")),
        row.maybeText("owner_id").map(UserId::new),
        Scopes.parse(row.text("scopes")),
        row.maybeInstant("not_before"),
        row.maybeInstant("expires_at"),
        row.flag("enabled"),
        revocation(row),
        Networks.parse(row.text("allowed_ips")),
        row.flag("signed_only"),
        row.flag("owner_scopes"));
  }

  /** A secret row, under the names that its query gave the two dates. */
  public static SecretRecord secret(Row row, String createdAt, String endsAt) throws SQLException {
    return new SecretRecord(
        (int) row.number("ordinal"), proof(row), row.instant(createdAt), row.maybeInstant(endsAt));
  }

  private static Proof proof(Row row) throws SQLException {
    Digest digest = Digest.ofHex(row.text("digest"));
    String kind = row.text("kind");
    return switch (KeyKind.of(kind).orElseThrow(() -> unknown(kind))) {
      case OPAQUE -> new Proof.OfSecret(digest);
      case SIGNED -> new Proof.OfToken(digest);
      case KEYPAIR -> new Proof.OfKeyPair(PublicHalf.parse(row.text("public_key")));
      case LEGACY ->
          new Proof.OfLegacy(
              digest, new Recipe(row.text("recipe"), row.text("salt")), row.text("selector"));
    };
  }

  private static SQLException unknown(String kind) {
    return new SQLException("there is no kind of secret called " + kind);
  }

  private static Optional<Revocation> revocation(Row row) throws SQLException {
    return row.has("revoked_at")
        ? Optional.of(
            new Revocation(
                row.instant("revoked_at"), row.text("revoked_by"), row.text("revoked_reason")))
        : Optional.empty();
  }

  /** Empty when it is damaged, however badly: that costs look-ups, never access. */
  private static Optional<TagKey> tagKey(Row row) throws SQLException {
    int version = (int) row.number("version");
    String hex = row.text("tag_key");
    String checkValue = row.text("check_value");
    try {
      TagKey key = new TagKey(version, HexFormat.of().parseHex(hex));
      return Optional.of(key).filter(sound -> sound.checkValue().equals(checkValue));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }
}
