package dev.latchkey.admin.store;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Rates;
import dev.latchkey.key.SecretRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of a key. Immutable: a change is another record.
 *
 * @param secrets by ordinal
 * @param secretAge the age at which a secret of it ends by itself, as the plan of its account says
 *     at present; kept with the plan
 * @param rates how often it works; what its plan says is beside that
 * @param version counts its changes, from 1
 */
public record KeyRecord(
    ApiKey key,
    About about,
    List<StoredSecret> secrets,
    Optional<Duration> secretAge,
    Rates rates,
    long version) {
  /** Who made the key of the first start. */
  public static final String FIRST_START = "latchkey";

  public KeyRecord {
    secrets = List.copyOf(secrets);
  }

  public KeyId id() {
    return key.id();
  }

  /** The kind of its newest secret. */
  public KeyKind kind() {
    return secrets.isEmpty()
        ? KeyKind.OPAQUE
        : secrets.get(secrets.size() - 1).record().proof().kind();
  }

  /** When any of its secrets was proven last. */
  public Optional<Instant> lastUsedAt() {
    return secrets.stream()
        .flatMap(secret -> secret.lastUse().stream())
        .map(LastUse::at)
        .max(Instant::compareTo);
  }

  public KeyRecord with(ApiKey changed) {
    return new KeyRecord(changed, about, secrets, secretAge, rates, version + 1);
  }

  public KeyRecord with(ApiKey changed, About changedAbout) {
    return new KeyRecord(changed, changedAbout, secrets, secretAge, rates, version + 1);
  }

  public KeyRecord withSecrets(List<StoredSecret> changed) {
    return new KeyRecord(key, about, changed, secretAge, rates, version + 1);
  }

  /** The secrets that work at {@code now}. */
  public List<StoredSecret> living(Instant now) {
    return secrets.stream().filter(secret -> effective(secret).worksAt(now)).toList();
  }

  /** A secret with the end that it has in effect. */
  public SecretRecord effective(StoredSecret secret) {
    return secret.record().aging(secretAge);
  }

  /** Whether a secret that works at {@code now} is a key pair: its holder can sign. */
  public boolean canSign(Instant now) {
    return living(now).stream()
        .anyMatch(secret -> secret.record().proof() instanceof Proof.OfKeyPair);
  }

  /** The same with every living secret ending by {@code end}, and {@code added} beside them. */
  public KeyRecord rotated(Instant end, StoredSecret added) {
    List<StoredSecret> all = new ArrayList<>();
    secrets.forEach(secret -> all.add(secret.endingBy(end)));
    all.add(added);
    return withSecrets(all);
  }

  public int nextOrdinal() {
    return secrets.stream().mapToInt(secret -> secret.record().ordinal()).max().orElse(0) + 1;
  }
}
