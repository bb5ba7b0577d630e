package dev.latchkey.guard.lookup.issuer;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** A key that a provider signs with. */
record SigningKey(String kid, KeyPair pair, String jwk) {
  static SigningKey rsa(String kid, int bits) {
    KeyPair pair = pair("RSA", generator -> generator.initialize(bits));
    return new SigningKey(
        kid,
        pair,
        new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(kid).build().toJSONString());
  }

  static SigningKey ec(String kid, Curve curve) {
    KeyPair pair =
        pair("EC", generator -> generator.initialize(new ECGenParameterSpec(curve.getStdName())));
    return new SigningKey(
        kid,
        pair,
        new ECKey.Builder(curve, (ECPublicKey) pair.getPublic()).keyID(kid).build().toJSONString());
  }

  static SigningKey ed25519(String kid) {
    KeyPair pair = pair("Ed25519", generator -> {});
    byte[] encoded = pair.getPublic().getEncoded();
    Base64URL x =
        Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    return new SigningKey(
        kid,
        pair,
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}".formatted(kid, x));
  }

  /** The same with one more member in its published form. */
  SigningKey with(String member) {
    return new SigningKey(kid, pair, jwk.substring(0, jwk.length() - 1) + "," + member + "}");
  }

  /** The same under another name. */
  SigningKey named(String other) {
    return new SigningKey(other, pair, jwk.replace('"' + kid + '"', '"' + other + '"'));
  }

  private interface Setup {
    void prepare(KeyPairGenerator generator) throws GeneralSecurityException;
  }

  private static KeyPair pair(String algorithm, Setup setup) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      setup.prepare(generator);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
