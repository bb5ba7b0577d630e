package dev.latchkey.admin.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (NIST SP 800-38D) under one key of 256 bits, with a random nonce of 96 bits before each
 * sealed text. Safe for use by many threads.
 */
public final class AesGcm {
  /** The size of a key. */
  public static final int KEY_BYTES = 32;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * Takes a key as it was read or derived.
   *
   * @throws IllegalArgumentException unless it has {@value #KEY_BYTES} bytes
   */
  public AesGcm(byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("has " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /** Seals a text, so that it opens only together with what it is bound to. */
  public byte[] seal(byte[] text, String bound) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text, 0, bound);
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return all;
  }

  /**
   * The text again.
   *
   * @throws IllegalStateException when it was sealed under another key, bound to something else, or
   *     changed since
   */
  public byte[] open(byte[] sealed, String bound) {
    if (sealed.length < NONCE) {
      throw new IllegalStateException("a sealed text could not be opened: it is too short");
    }
    return run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), sealed, NONCE, bound);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, int from, String bound) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a text could not be sealed or opened", e);
    }
  }

  @Override
  public String toString() {
    return "AesGcm[hidden]";
  }
}
