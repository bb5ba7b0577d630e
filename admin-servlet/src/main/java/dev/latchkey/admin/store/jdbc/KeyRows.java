package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.KeyCount;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LastUse;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.JdbcKeyReader;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key record as rows: one of the key, some of its secrets and labels. */
final class KeyRows {
  static final String COLUMNS =
      """
      k.id, k.account_id, k.owner_id, k.name, k.description, k.environment, k.scopes,
      k.allowed_ips, k.metadata, k.enabled, k.not_before, k.expires_at, k.revoked_at,
      k.revoked_by, k.revoked_reason, k.signed_only, k.owner_scopes, k.created_at, k.created_by,
      k.version, k.rate, p.secret_age_ms
      """;

  /** With the plan of its account, which says how old its secrets may grow. */
  static final String TABLES =
      """
      latchkey_key k
        JOIN latchkey_account a ON a.id = k.account_id
        LEFT JOIN latchkey_plan p ON p.name = a.plan
      """;

  private static final String ONE = "SELECT " + COLUMNS + " FROM " + TABLES + " WHERE k.id = ?";

  private static final String COUNT =
      """
      SELECT COUNT(CASE WHEN owner_id = ? THEN 1 END) AS of_owner, COUNT(*) AS of_account
        FROM latchkey_key
       WHERE account_id = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
      """;

  private static final String SECRETS =
      """
      SELECT s.ordinal, kind, digest, public_key, recipe, salt, selector, tag_version, created_at,
             ends_at, u.first_at AS used_first, u.last_at AS used_last, u.address, u.agent,
             EXISTS (SELECT 1 FROM latchkey_sealed_secret c
                      WHERE c.key_id = s.key_id AND c.ordinal = s.ordinal) AS recoverable
        FROM latchkey_secret s
        LEFT JOIN latchkey_use_secret u ON u.key_id = s.key_id AND u.ordinal = s.ordinal
       WHERE s.key_id = ? ORDER BY s.ordinal
      """;

  private static final String LABELS =
      "SELECT label FROM latchkey_label WHERE key_id = ? ORDER BY place";

  private static final String PUT =
      """
      INSERT INTO latchkey_key
        (id, account_id, owner_id, name, description, environment, scopes, allowed_ips, metadata,
         enabled, not_before, expires_at, revoked_at, revoked_by, revoked_reason, signed_only,
         owner_scopes, rate, created_at, created_by, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, description = excluded.description, scopes = excluded.scopes,
        allowed_ips = excluded.allowed_ips, metadata = excluded.metadata,
        enabled = excluded.enabled, not_before = excluded.not_before,
        expires_at = excluded.expires_at, revoked_at = excluded.revoked_at,
        revoked_by = excluded.revoked_by, revoked_reason = excluded.revoked_reason,
        signed_only = excluded.signed_only, owner_scopes = excluded.owner_scopes,
        rate = excluded.rate, version = excluded.version
      """;

  private static final String PUT_SECRET =
      """
      INSERT INTO latchkey_secret
        (key_id, ordinal, kind, digest, public_key, recipe, salt, selector, tag_version,
         created_at, ends_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (key_id, ordinal) DO UPDATE SET
        digest = excluded.digest, recipe = excluded.recipe, salt = excluded.salt,
        selector = excluded.selector, ends_at = excluded.ends_at
      """;

  private static final String PUT_LABEL =
      "INSERT INTO latchkey_label (key_id, label, place) VALUES (?, ?, ?)";

  private KeyRows() {}

  static Optional<KeyRecord> find(Session session, KeyId id) throws SQLException {
    Optional<KeyRecord> bare = session.first(ONE, KeyRows::bare, id.value());
    return bare.isPresent() ? Optional.of(whole(session, bare.get())) : Optional.empty();
  }

  /** A record without its secrets and labels. */
  static KeyRecord bare(Row row) throws SQLException {
    About about =
        new About(
            row.text("name"),
            row.text("description"),
            row.text("environment"),
            List.of(),
            row.text("metadata"),
            row.instant("created_at"),
            row.text("created_by"));
    Optional<Duration> secretAge = row.maybeNumber("secret_age_ms").map(Duration::ofMillis);
    Rates rates = Rates.parse(row.text("rate"));
    return new KeyRecord(
        JdbcKeyReader.apiKey(row, "id"), about, List.of(), secretAge, rates, row.number("version"));
  }

  static KeyRecord whole(Session session, KeyRecord bare) throws SQLException {
    String id = bare.id().value();
    List<StoredSecret> secrets = session.list(SECRETS, KeyRows::secret, id);
    List<String> labels = session.list(LABELS, row -> row.text("label"), id);
    About about = bare.about();
    About labelled =
        new About(
            about.name(),
            about.description(),
            about.environment(),
            labels,
            about.metadata(),
            about.createdAt(),
            about.createdBy());
    return new KeyRecord(
        bare.key(), labelled, secrets, bare.secretAge(), bare.rates(), bare.version());
  }

  static KeyCount count(Session session, AccountId account, UserId owner, Instant now)
      throws SQLException {
    return session
        .first(
            COUNT,
            row -> new KeyCount(row.number("of_owner"), row.number("of_account")),
            owner,
            account,
            now)
        .orElseThrow();
  }

  static void put(Session session, KeyRecord record) throws SQLException {
    session.update(PUT, columns(record));
    session.batch(PUT_SECRET, secrets(record));
    if (record.version() > 1) {
      session.update("DELETE FROM latchkey_label WHERE key_id = ?", record.id().value());
    }
    session.batch(PUT_LABEL, labels(record));
  }

  /** Writes many keys that are new, in a few turns to the database. */
  static void add(Session session, List<KeyRecord> records) throws SQLException {
    session.batch(PUT, records.stream().map(KeyRows::columns).toList());
    session.batch(PUT_SECRET, records.stream().flatMap(r -> secrets(r).stream()).toList());
    session.batch(PUT_LABEL, records.stream().flatMap(r -> labels(r).stream()).toList());
  }

  private static Object[] columns(KeyRecord record) {
    ApiKey key = record.key();
    About about = record.about();
    Optional<Revocation> revocation = key.revocation();
    return new Object[] {
      key.id().value(),
      key.account(),
      key.owner().map(UserId::value),
      about.name(),
      about.description(),
      about.environment(),
      key.scopes(),
      key.networks(),
      about.metadata(),
      key.enabled(),
      key.notBefore(),
      key.expiresAt(),
      revocation.map(Revocation::at),
      revocation.map(Revocation::by),
      revocation.map(Revocation::reason),
      key.signedOnly(),
      key.ownerScopes(),
      record.rates(),
      about.createdAt(),
      about.createdBy(),
      record.version()
    };
  }

  static void delete(Session session, KeyId id) throws SQLException {
    session.update("DELETE FROM latchkey_key WHERE id = ?", id.value());
  }

  private static List<Object[]> secrets(KeyRecord record) {
    return record.secrets().stream().map(secret -> columns(record, secret)).toList();
  }

  private static Object[] columns(KeyRecord record, StoredSecret secret) {
    Proof proof = secret.record().proof();
    Optional<Proof.OfLegacy> legacy =
        proof instanceof Proof.OfLegacy old ? Optional.of(old) : Optional.empty();
    return new Object[] {
      record.id().value(),
      secret.record().ordinal(),
      proof.kind().word(),
      digest(proof),
      publicKey(proof),
      legacy.map(old -> old.recipe().template()),
      legacy.map(old -> old.recipe().salt()),
      legacy.map(Proof.OfLegacy::selector),
      secret.tagVersion(),
      secret.record().createdAt(),
      secret.record().endsAt()
    };
  }

  /** Of a key pair, the digest of its public half: no two keys have the same one. */
  private static String digest(Proof proof) {
    if (proof instanceof Proof.OfSecret secret) {
      return secret.digest().hex();
    }
    if (proof instanceof Proof.OfToken token) {
      return token.digest().hex();
    }
    if (proof instanceof Proof.OfLegacy legacy) {
      return legacy.digest().hex();
    }
    return ((Proof.OfKeyPair) proof).half().thumbprint().hex();
  }

  private static Optional<String> publicKey(Proof proof) {
    return proof instanceof Proof.OfKeyPair pair
        ? Optional.of(pair.half().base64())
        : Optional.empty();
  }

  private static List<Object[]> labels(KeyRecord record) {
    List<Object[]> labels = new ArrayList<>();
    for (String label : record.about().labels()) {
      labels.add(new Object[] {record.id().value(), label, labels.size()});
    }
    return labels;
  }

  private static StoredSecret secret(Row row) throws SQLException {
    return new StoredSecret(
        JdbcKeyReader.secret(row, "created_at", "ends_at"),
        (int) row.number("tag_version"),
        row.flag("recoverable"),
        row.has("used_last") ? Optional.of(lastUse(row)) : Optional.empty());
  }

  private static LastUse lastUse(Row row) throws SQLException {
    return new LastUse(
        row.instant("used_first"),
        row.instant("used_last"),
        row.maybeText("address"),
        row.maybeText("agent"));
  }
}
