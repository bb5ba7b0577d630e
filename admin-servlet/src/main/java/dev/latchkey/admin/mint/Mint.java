package dev.latchkey.admin.mint;

import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.Base62;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.OpaqueKey;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Draws what nobody may guess. Safe for use by many threads. */
public final class Mint {
  private final KeyFormat format;
  private final SecureRandom random;

  public Mint(KeyFormat format, SecureRandom random) {
    this.format = format;
    this.random = random;
  }

  public KeyId keyId() {
    return new KeyId(letters(KeyId.LENGTH));
  }

  /** A version 4 UUID. */
  public String installationId() {
    return UUID.randomUUID().toString();
  }

  public byte[] tagKey() {
    byte[] bytes = new byte[TagKey.BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Prints a new secret of a key, under the newest tag key. */
  public Minted secret(String environment, KeyId id, int ordinal, TagKeys tagKeys, Instant now) {
    TagKey tagKey = tagKeys.all().get(0);
    String text = format.print(environment, id, new Secret(letters(Secret.LENGTH)), tagKey);
    return new Minted(text, stored(text, ordinal, tagKey.version(), now));
  }

  /** Takes a text that was printed elsewhere; empty when it is not of this installation's form. */
  public Optional<Minted> taken(String text, int ordinal, TagKeys tagKeys, Instant now) {
    return format.read(text) instanceof OpaqueKey key
        ? Optional.of(new Minted(text, stored(text, ordinal, tagKeys.versionOf(key), now)))
        : Optional.empty();
  }

  private StoredSecret stored(String text, int ordinal, int tagVersion, Instant now) {
    if (!(format.read(text) instanceof OpaqueKey key)) {
      throw new IllegalStateException("a printed key could not be read back");
    }
    return new StoredSecret(
        new SecretRecord(ordinal, key.proof(), now, Optional.empty()), tagVersion);
  }

  /**
   * Each letter drawn alike: 62 is no power of two, so values that would favour some are redrawn.
   */
  private String letters(int count) {
    char[] letters = new char[count];
    for (int i = 0; i < count; i++) {
      letters[i] = Base62.digit(random.nextInt(62));
    }
    return new String(letters);
  }
}
