import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Sends one request that is signed by a key pair: Java 17, nothing else.
 *
 * <pre>java Client.java METHOD URL KEY_ID PRIVATE_KEY.pem [AUDIENCE]</pre>
 *
 * <p>KEY_ID is {@code key_…}; AUDIENCE is the realm of the API, {@code api} unless its challenges
 * say otherwise.
 */
public final class Client {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  public static void main(String[] args) throws Exception {
    String method = args[0];
    URI url = URI.create(args[1]);
    PrivateKey key = read(Path.of(args[3]));
    String assertion = assertion(key, args[2], args.length > 4 ? args[4] : "api", method, url);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method(method, BodyPublishers.noBody())
            .header("Authorization", "Bearer " + assertion)
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    System.out.println(status);
  }

  /** One for each request, and for each time that a request is sent again. */
  static String assertion(PrivateKey key, String keyId, String audience, String method, URI url)
      throws GeneralSecurityException {
    boolean edwards = key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519");
    long now = Instant.now().getEpochSecond();
    String htu = url.toString().split("[?#]", 2)[0];
    String header =
        """
        {"typ":"latchkey-proof+jwt","alg":"%s","kid":"%s"}"""
            .formatted(edwards ? "EdDSA" : "ES256", keyId);
    String claims =
        """
        {"iss":"%1$s","sub":"%1$s","aud":"%2$s","iat":%3$d,"exp":%4$d,"jti":"%5$s","htm":"%6$s","htu":"%7$s"}"""
            .formatted(keyId, audience, now, now + 30, UUID.randomUUID(), method, htu);
    String signed = base64url(header) + '.' + base64url(claims);
    Signature signature =
        Signature.getInstance(edwards ? "Ed25519" : "SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + BASE64URL.encodeToString(signature.sign());
  }

  /** PKCS #8 in PEM, of either curve. */
  static PrivateKey read(Path pem) throws Exception {
    String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(encoded);
    } catch (InvalidKeySpecException anotherCurve) {
      return KeyFactory.getInstance("EC").generatePrivate(encoded);
    }
  }

  private static String base64url(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
