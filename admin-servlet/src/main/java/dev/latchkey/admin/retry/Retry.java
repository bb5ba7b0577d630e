package dev.latchkey.admin.retry;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.seal.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
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

  private final String id;
  private final String requestHash;
  private final AesGcm seal;

  private Retry(String id, String requestHash, AesGcm seal) {
    this.id = id;
    this.requestHash = requestHash;
    this.seal = seal;
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
          HexFormat.of().formatHex(id), HexFormat.of().formatHex(body), new AesGcm(seal, random));
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
    byte[] sealed = seal.seal(text.getBytes(StandardCharsets.UTF_8), "");
    return Base64.getEncoder().encodeToString(sealed);
  }

  String open(String sealed) {
    return new String(seal.open(Base64.getDecoder().decode(sealed), ""), StandardCharsets.UTF_8);
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
