package dev.latchkey.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes each entry together with the hash of the entry before it, so that a history that was
 * edited, shortened or reordered shows. With a key (HMAC-SHA-256) only its holder can make a
 * history that fits; without one (SHA-256) anybody who can write can rebuild it, and only a head
 * kept elsewhere tells. Safe for use by many threads.
 */
public final class Chain {
  /** The hash before the first entry. */
  public static final String ORIGIN = "0".repeat(64);

  private static final int LEAST_KEY = 16;

  private interface Hash {
    byte[] of(byte[] input) throws GeneralSecurityException;
  }

  private final Hash hash;
  private final boolean keyed;

  private Chain(Hash hash, boolean keyed) {
    this.hash = hash;
    this.keyed = keyed;
  }

  public static Chain plain() {
    return new Chain(input -> MessageDigest.getInstance("SHA-256").digest(input), false);
  }

  /**
   * A chain that only the holder of {@code key} can make.
   *
   * @param key at least 16 bytes, kept outside the database
   */
  public static Chain keyed(byte[] key) {
    if (key.length < LEAST_KEY) {
      throw new IllegalArgumentException("a journal key has at least " + LEAST_KEY + " bytes");
    }
    SecretKeySpec spec = new SecretKeySpec(key, "HmacSHA256");
    return new Chain(
        input -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(spec);
          return mac.doFinal(input);
        },
        true);
  }

  public boolean isKeyed() {
    return keyed;
  }

  /** The hash of an entry that follows one with {@code previous}. */
  public String next(
      String previous,
      long number,
      Instant at,
      String actor,
      String action,
      String account,
      Target target,
      String detail) {
    try {
      byte[] input =
          canonical(
              previous,
              Long.toString(number),
              Long.toString(at.toEpochMilli()),
              actor,
              action,
              account,
              target.toString(),
              detail);
      return HexFormat.of().formatHex(hash.of(input));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Whether {@code entry} is what was chained behind {@code previous}. */
  public boolean links(String previous, Entry entry) {
    return entry
        .hash()
        .equals(
            next(
                previous,
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.account(),
                entry.target(),
                entry.detail()));
  }

  /** Each field behind its length, so that no two lists of fields have the same bytes. */
  private static byte[] canonical(String... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String field : fields) {
        byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
    } catch (IOException memoryDoesNotFail) {
      throw new UncheckedIOException(memoryDoesNotFail);
    }
    return bytes.toByteArray();
  }
}
