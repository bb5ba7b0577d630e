package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.Token;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are not, to the last bit, what we issued. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class SignedAttacksIT {
  private final TestApp app;
  private final Api api;
  private final Issued key;
  private final Token token;

  SignedAttacksIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.key = Issued.by(api, "admin", "zones:read", "'kind':'signed','expires_in':'P1D'");
    this.token = Token.of(key.text());
    assertThat(token.text()).isEqualTo(key.text());
  }

  /** Before and after the guard knows the key, and the real one all the while. */
  private void refused(String forged) {
    assertThat(forged).isNotEqualTo(key.text());
    assertThat(key.reads(forged, "a")).isIn(400, 401);
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(key.reads(forged, "a")).isIn(400, 401);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  private PrivateKey stolen() throws GeneralSecurityException {
    String kid = token.header().path("kid").asText();
    String sealed =
        app.database()
            .texts("SELECT sealed FROM latchkey_signing_key WHERE kid = '" + kid + "'")
            .get(0);
    byte[] pkcs8 = SealKeys.of(SealKeys.OLD).open(sealed, "latchkey signing key " + kid);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static PrivateKey another() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPrivate();
  }

  private static String signed(Token token, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(token.signed().getBytes(StandardCharsets.US_ASCII));
    return token.signedBy(signature.sign()).text();
  }

  @Test
  void withoutASignature() {
    token.header().put("alg", "none");
    refused(token.signed() + '.');
    refused(token.text());
  }

  @Test
  void withAnHmacUnderThePublicKey() throws Exception {
    String jwk =
        app.database()
            .texts(
                "SELECT public_jwk FROM latchkey_signing_key WHERE kid = '"
                    + token.header().path("kid").asText()
                    + "'")
            .get(0);
    byte[] encoded = ECKey.parse(jwk).toECPublicKey().getEncoded();
    token.header().put("alg", "HS256");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(encoded, "HmacSHA256"));
    refused(token.signedBy(mac.doFinal(token.signed().getBytes(StandardCharsets.US_ASCII))).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "account", "iat", "exp", "more"})
  void withOtherClaims(String claim) {
    token.claims().put(claim, 4102444800L);
    refused(token.text());
  }

  @Test
  void withAnotherNameOfItsSigningKey() {
    token.header().put("kid", "x".repeat(43));
    refused(token.text());
    token.header().remove("kid");
    refused(token.text());
  }

  @Test
  void signedAgainWithAnotherKey() throws GeneralSecurityException {
    refused(signed(token, another()));
  }

  @Test
  void signedAgainWithOurOwnSigningKey() throws GeneralSecurityException {
    refused(signed(token, stolen()));
    token.claims().put("sub", "somebody");
    refused(signed(token, stolen()));
    token.claims().remove("exp");
    refused(signed(token, stolen()));
  }

  @Test
  void ofAKeyThatIsDeleted() {
    assertThat(key.reads("a")).isEqualTo(200);
    api.delete(key.path()).is(200);
    assertThat(key.reads("a")).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "==", "%3D", ".", "A", "~", " ="})
  void withMoreAtTheEnd(String more) {
    refused(key.text() + more);
    refused(token.signed() + more + '.' + token.signature());
  }

  @Test
  void writtenInAnotherWay() {
    String text = key.text();
    char last = text.charAt(text.length() - 1);
    byte[] same = Base64.getUrlDecoder().decode(token.signature());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String twin =
        text.substring(0, text.length() - 1) + alphabet.charAt(alphabet.indexOf(last) ^ 1);
    assertThat(Base64.getUrlDecoder().decode(twin.substring(twin.lastIndexOf('.') + 1)))
        .isEqualTo(same);
    refused(twin);
    refused(text.replace('-', '+').replace('_', '/') + "=");
  }

  @Test
  void withNothingButTheRightName() {
    refused(jti(token.claims().path("jti").asText()));
    refused("{\"iss\":\"latchkey\"}");
  }

  /** A token that claims the name and nothing else. */
  private String jti(String name) {
    token.claims().removeAll();
    token.claims().put("iss", "latchkey").put("jti", name);
    return token.text();
  }

  @Test
  void withTheNameOfAnotherSecret() {
    String name = token.claims().path("jti").asText();
    token.claims().put("jti", name.substring(0, 12) + "2" + name.substring(13));
    refused(token.text());
    token.claims().put("jti", name.substring(0, 12) + "01" + name.substring(13));
    refused(token.text());
    String other = api.post(key.path() + "/rotate", json("{'overlap':'PT1H'}")).data("key");
    token.claims().set("jti", Token.of(other).claims().path("jti"));
    refused(token.text());
    assertThat(key.reads(other, "a")).isEqualTo(200);
  }
}
