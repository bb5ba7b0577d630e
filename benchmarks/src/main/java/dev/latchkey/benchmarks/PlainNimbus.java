package dev.latchkey.benchmarks;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The verification of a JWT by Nimbus alone, under keys in memory: what each request costs where
 * nothing is remembered. Ed25519 is verified by the JDK, since Nimbus takes another library for it.
 * Every method answers with the subject.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlainNimbus {
  private final ECKey p256 = generate(new ECKeyGenerator(Curve.P_256).keyID("e"));
  private final RSAKey rsa = generate(new RSAKeyGenerator(2048).keyID("r"));
  private final KeyPair edwards = edwards();

  private String es256 = "";
  private String rs256 = "";
  private String ed25519 = "";
  private DefaultJWTProcessor<SecurityContext> es256Processor = new DefaultJWTProcessor<>();
  private DefaultJWTProcessor<SecurityContext> rs256Processor = new DefaultJWTProcessor<>();

  /** Signs a token under each. */
  @Setup
  public void start() throws Exception {
    es256 = signed(JWSAlgorithm.ES256, "e", new ECDSASigner(p256));
    rs256 = signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa));
    ed25519 = signedByJdk();
    es256Processor = processor(JWSAlgorithm.ES256, p256);
    rs256Processor = processor(JWSAlgorithm.RS256, rsa);
  }

  @Benchmark
  public String es256() throws Exception {
    return es256Processor.process(es256, null).getSubject();
  }

  @Benchmark
  public String rs256() throws Exception {
    return rs256Processor.process(rs256, null).getSubject();
  }

  @Benchmark
  public String ed25519() throws Exception {
    SignedJWT jwt = SignedJWT.parse(ed25519);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(edwards.getPublic());
    verifier.update(jwt.getSigningInput());
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    boolean good =
        verifier.verify(jwt.getSignature().decode())
            && claims.getExpirationTime().after(new Date());
    return good ? claims.getSubject() : "";
  }

  private static DefaultJWTProcessor<SecurityContext> processor(JWSAlgorithm algorithm, JWK key) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            algorithm, new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()))));
    JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer("https://id.example").build();
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>("api", exact, Set.of("sub", "exp")));
    return processor;
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .issuer("https://id.example")
        .audience("api")
        .subject("ada")
        .claim("scope", "zones:read")
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
        .build();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(kid).build();
  }

  private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner signer)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header(algorithm, kid), claims());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private String signedByJdk() throws Exception {
    String input =
        header(JWSAlgorithm.EdDSA, "d").toBase64URL() + "." + Base64URL.encode(claims().toString());
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(edwards.getPrivate());
    signer.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + '.' + Base64URL.encode(signer.sign());
  }

  private static KeyPair edwards() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static <T extends JWK> T generate(com.nimbusds.jose.jwk.gen.JWKGenerator<T> generator) {
    try {
      return generator.generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
