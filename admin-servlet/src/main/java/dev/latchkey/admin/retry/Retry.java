package dev.latchkey.admin.retry;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A call that may be sent again. Everything is derived from its Idempotency-Key, the actor and the
 * route: the name under which its answer is kept, and the key that seals it. The store alone can
 * open nothing.
 */
public final class Retry {
  private static final String HEADER = "Idempotency-Key";
  private static final int LEAST = 22;
  private static final int MOST = 255;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final String id;
  private final String requestHash;
  private final SecretKeySpec seal;
  private final SecureRandom random;

  private Retry(String id, String requestHash, SecretKeySpec seal, SecureRandom random) {
    this.id = id;
    this.requestHash = requestHash;
    this.seal = seal;
    this.random = random;
  }

  /**
   * Reads the header.
   *
   * @throws Problem 400 when it is not 22 to 255 printable ASCII characters
   */
  public static Optional<Retry> of(Request request, Actor actor, SecureRandom random) {
    return request.header(HEADER).map(key -> of(key, request, actor, random));
  }

  private static Retry of(String key, Request request, Actor actor, SecureRandom random) {
    if (key.length() < LEAST || key.length() > MOST || !key.chars().allMatch(Retry::isPlain)) {
      throw Problem.of(
          Kind.INVALID_REQUEST,
          HEADER + " has 22 to 255 printable ASCII characters; 16 random bytes in base64url do");
    }
    String bound = actor.name() + '\n' + request.method() + '\n' + request.path();
    try {
      byte[] id = derive(key, "id\n" + bound);
      byte[] seal = derive(key, "seal\n" + bound);
      byte[] body =
          MessageDigest.getInstance("SHA-256")
              .digest(request.body().getBytes(StandardCharsets.UTF_8));
      return new Retry(
          HexFormat.of().formatHex(id),
          HexFormat.of().formatHex(body),
          new SecretKeySpec(seal, "AES"),
          random);
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new IllegalStateException(everyJdkHasThem);
    }
  }

  String id() {
    return id;
  }

  String requestHash() {
    return requestHash;
  }

  String seal(String text) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), 0);
    byte[] all = new byte[NONCE + sealed.length];
    System.arraycopy(nonce, 0, all, 0, NONCE);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  String open(String sealed) {
    byte[] all = Base64.getDecoder().decode(sealed);
    byte[] nonce = Arrays.copyOf(all, NONCE);
    return new String(run(Cipher.DECRYPT_MODE, nonce, all, NONCE), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a kept answer could not be sealed or opened", e);
    }
  }

  private static byte[] derive(String key, String label) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    return mac.doFinal(("latchkey idempotency " + label).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPlain(int c) {
    return c > 0x20 && c < 0x7f;
  }

  @Override
  public String toString() {
    return "Retry[hidden]";
  }
}
