package dev.latchkey.guard.lookup.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.guard.lookup.Answer.Found;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of a trusted issuer are good, and which are not whoever signed them. */
class TrustedTokenTest {
  private static final SigningKey RSA = SigningKey.rsa("r", 2048);
  private static final SigningKey EC = SigningKey.ec("e", Curve.P_256);
  private static final SigningKey EC384 = SigningKey.ec("e3", Curve.P_384);
  private static final SigningKey EC521 = SigningKey.ec("e5", Curve.P_521);
  private static final SigningKey ED = SigningKey.ed25519("d");
  private static final SigningKey STRANGER = SigningKey.ec("e", Curve.P_256);

  private final Provider provider = new Provider();
  private final Trust trust = new Trust(Trust.issuer(provider));

  @BeforeEach
  void publish() {
    provider.publish(RSA, EC);
    trust.refresh();
  }

  @AfterEach
  void close() {
    trust.close();
    provider.close();
  }

  private Token token() {
    return trust.token(provider);
  }

  private String outcome(Token token) {
    return trust.outcome(token.signed("ES256", EC));
  }

  /** Refused, and before a signature was looked at: a stranger's gets the same answer. */
  private void refusedUnlooked(Token token, String why) {
    assertThat(outcome(token)).contains(why);
    assertThat(trust.outcome(token.signed("ES256", STRANGER))).contains(why);
  }

  @Test
  void aGoodTokenIsAKeyOfItsUserWithWhatItsScopesStandForHere() {
    Found found = (Found) trust.ask(token().signed("ES256", EC));
    assertThat(found.known().key().account().value()).isEqualTo("acme");
    assertThat(found.known().caller().user().orElseThrow().value()).isEqualTo("ada");
    assertThat(found.known().key().scopes()).hasToString("zones:read");
    assertThat(found.known().key().expiresAt()).hasValue(trust.time.now().plusSeconds(300));
    assertThat(found.known().worksAt(trust.time.now())).isTrue();
    assertThat(found.secret().ordinal()).isEqualTo(1);
    assertThat(found.isSigned()).isFalse();
  }

  @Test
  void everyTokenOfOneSubjectIsTheSameKeyAndEveryOtherSubjectIsAnother() {
    Found one = (Found) trust.ask(token().signed("ES256", EC));
    Found two = (Found) trust.ask(token().with("jti", "8").signed("RS256", RSA));
    Found other = (Found) trust.ask(token().with("sub", "bob").signed("ES256", EC));
    assertThat(one.known().key().id()).isEqualTo(two.known().key().id());
    assertThat(one.known().key().id()).isNotEqualTo(other.known().key().id());
  }

  @Test
  void aTokenOfNobodyWhoIsTrustedIsNobodys() {
    assertThat(outcome(token().with("iss", "https://evil.example"))).contains("nobody");
    assertThat(outcome(token().with("iss", provider.url() + "/"))).contains("nobody");
    assertThat(outcome(token().without("iss"))).contains("nobody");
    assertThat(outcome(token().with("iss", List.of(provider.url())))).contains("nobody");
  }

  @Test
  void aTokenThatSomebodyElseSignedIsRefused() {
    assertThat(trust.outcome(token().signed("ES256", STRANGER))).contains("has not signed");
    String good = token().signed("ES256", EC);
    String[] parts = good.split("\\.");
    String other = token().with("scope", "mail").signed("ES256", EC).split("\\.")[1];
    assertThat(trust.outcome(parts[0] + '.' + other + '.' + parts[2])).contains("has not signed");
    assertThat(trust.outcome(parts[0] + '.' + parts[1] + '.')).contains("has not signed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65, 128})
  void aSignatureOfAnotherLengthOrOfZerosIsRefused(int length) {
    Token token = token().header("kid", "e");
    assertThat(trust.outcome(token.signed("ES256", new byte[length]))).contains("has not signed");
    assertThat(trust.outcome(token.signed("ES256", new byte[64]))).contains("has not signed");
  }

  @Test
  void aSignatureIsWrittenInOneWay() {
    Token token = token();
    String good = token.signed("ES256", EC);
    byte[] signature = new Base64URL(good.substring(good.lastIndexOf('.') + 1)).decode();
    byte[] longer = new byte[66];
    System.arraycopy(signature, 0, longer, 1, 32);
    System.arraycopy(signature, 32, longer, 34, 32);
    assertThat(trust.outcome(token.signed("ES256", signature))).isEqualTo("found");
    assertThat(trust.outcome(token.signed("ES256", longer))).contains("has not signed");
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void everyAlgorithmThatTheSettingsNameWorksAndNoOther(Algorithm algorithm) {
    SigningKey key =
        switch (algorithm) {
          case ES256 -> EC;
          case ES384 -> EC384;
          case ES512 -> EC521;
          case EDDSA -> ED;
          default -> RSA;
        };
    Terms terms = terms(Set.of(algorithm), Set.of("at+jwt"));
    provider.publish(RSA, EC, EC384, EC521, ED);
    try (Trust one = new Trust(Trust.issuer(provider, terms, Trust.MAPPING))) {
      one.refresh();
      assertThat(one.outcome(token().signed(algorithm.word(), key))).isEqualTo("found");
      assertThat(one.outcome(token().signed(algorithm.word(), key) + "AA")).isNotEqualTo("found");
      String another = algorithm == Algorithm.RS256 ? "RS512" : "RS256";
      assertThat(one.outcome(token().signed(another, RSA))).contains("algorithm");
    }
  }

  private static Terms terms(Set<Algorithm> algorithms, Set<String> types) {
    Terms usual = Trust.TERMS;
    return new Terms(usual.audiences(), algorithms, types, usual.skew(), usual.longest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "rs256", "HS256", "HS512", "A128KW", "es256"})
  void aTokenThatSaysNoneOrAnythingWeDoNotKnowIsRefused(String algorithm) {
    Token token = token().header("kid", "r");
    assertThat(trust.outcome(token.signed(algorithm, new byte[0]))).contains("JWT");
    assertThat(trust.outcome(token.signed(algorithm, new byte[256]))).contains("JWT");
  }

  @Test
  void aTokenMadeWithThePublicKeyAsASecretIsRefused() throws GeneralSecurityException {
    Token token = token().header("kid", "r").header("alg", "HS256");
    byte[] encoded = RSA.pair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret : List.of(encoded, pem.getBytes(StandardCharsets.US_ASCII))) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] tag = mac.doFinal(token.unsigned().getBytes(StandardCharsets.US_ASCII));
      assertThat(trust.outcome(token.unsigned() + '.' + Base64URL.encode(tag)))
          .contains("algorithm");
    }
  }

  @Test
  void theAlgorithmHasToBeThatOfTheKey() {
    assertThat(trust.outcome(token().header("kid", "e").signed("RS256", RSA)))
        .contains("its key is not for");
    assertThat(trust.outcome(token().header("kid", "r").signed("ES256", EC)))
        .contains("its key is not for");
    assertThat(trust.outcome(token().signed("PS256", RSA))).contains("not accepted");
  }

  @Test
  void aKeyThatIsKeptForOneAlgorithmIsForNoOther() {
    provider.publish(RSA.with("\"alg\":\"PS256\""), EC);
    Terms terms = terms(Set.of(Algorithm.RS256, Algorithm.PS256), Set.of("at+jwt"));
    try (Trust both = new Trust(Trust.issuer(provider, terms, Trust.MAPPING))) {
      both.refresh();
      assertThat(both.outcome(token().signed("PS256", RSA))).isEqualTo("found");
      assertThat(both.outcome(token().signed("RS256", RSA))).contains("its key is not for");
    }
  }

  @Test
  void aKeyOfAnotherCurveIsNotThere() {
    SigningKey wrong = EC384.named("w");
    provider.publish(EC, wrong);
    trust.time.pass(Duration.ofMinutes(5));
    trust.refresh();
    Token token = token().header("kid", "w");
    assertThat(trust.outcome(token.signed("ES256", EC))).contains("has not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc"})
  void aTokenThatBringsAKeyOrChangesTheRulesIsRefused(String name) {
    Object value = name.equals("jwk") ? Map.of("kty", "EC") : provider.url() + "/evil";
    refusedUnlooked(token().header(name, value), "malformed JWT");
    assertThat(provider.fetches("/evil")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "x' OR '1'='1", "http://evil.example/k", "e\u0000", ""})
  void aNameOfAKeyIsLookedForAndUsedForNothingElse(String kid) {
    assertThat(outcome(token().header("kid", kid))).contains("that issuer corp has not");
  }

  @Test
  void aTokenThatNamesNoKeyIsRefused() {
    Token token = token();
    token.signed("ES256", EC);
    assertThat(trust.outcome(token.headerWithout("kid").signed("ES256", new byte[64])))
        .contains("names no key");
  }

  @Test
  void anIdTokenOfTheSameProviderIsRefused() {
    Token id = token().header("typ", "JWT").with("aud", "dashboard").with("nonce", "n");
    refusedUnlooked(id, "another type");
    refusedUnlooked(token().headerWithout("typ"), "another type");
    try (Trust lenient = lenient()) {
      assertThat(lenient.outcome(id.signed("ES256", EC))).contains("another audience");
    }
  }

  private Trust lenient() {
    Terms terms = terms(Set.of(Algorithm.ES256), Set.of("jwt", ""));
    Trust lenient = new Trust(Trust.issuer(provider, terms, Trust.MAPPING));
    lenient.refresh();
    return lenient;
  }

  @Test
  void whereTheSettingsSayJwtThatTypeOrNoneIsGoodAndNeedsNoClientId() {
    try (Trust lenient = lenient()) {
      Token bare = token().without("client_id").without("jti");
      assertThat(lenient.outcome(bare.header("typ", "JWT").signed("ES256", EC))).isEqualTo("found");
      assertThat(lenient.outcome(bare.headerWithout("typ").signed("ES256", EC))).isEqualTo("found");
      assertThat(lenient.outcome(token().signed("ES256", EC))).contains("another type");
    }
  }

  @Test
  void theTypeMayBeWrittenInFull() {
    assertThat(outcome(token().header("typ", "application/at+jwt"))).isEqualTo("found");
    assertThat(outcome(token().header("typ", "AT+JWT"))).isEqualTo("found");
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    refusedUnlooked(token().with("aud", "https://other.example.com"), "another audience");
    refusedUnlooked(token().with("aud", "https://api.example.com/"), "another audience");
    refusedUnlooked(token().with("aud", List.of()), "another audience");
    refusedUnlooked(token().without("aud"), "another audience");
    assertThat(outcome(token().with("aud", List.of("x", "https://api.example.com"))))
        .isEqualTo("found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "jti"})
  void anAccessTokenNamesItsClientAndItself(String claim) {
    refusedUnlooked(token().without(claim), "without client_id or jti");
  }

  @Test
  void aTokenWithoutASubjectIsRefused() {
    refusedUnlooked(token().without("sub"), "without a subject");
    refusedUnlooked(token().with("sub", ""), "without a subject");
    refusedUnlooked(token().with("sub", "x".repeat(256)), "without a subject");
  }

  @Test
  void aTokenThatIsBoundToAKeyOfItsHolderIsNoBearerToken() {
    refusedUnlooked(token().with("cnf", Map.of("jkt", "x")), "bound to a key");
  }

  @ParameterizedTest
  @CsvSource({
    "exp, -1, expired",
    "exp, 0, expired",
    "iat, 31, future",
    "nbf, 31, future",
    "exp, 86401, lives longer",
    "iat, -90000, lives longer"
  })
  void datesAreHeldAgainstOurClock(String claim, int seconds, String why) {
    refusedUnlooked(
        token().with(claim, trust.time.now().plusSeconds(seconds).getEpochSecond()), why);
  }

  @ParameterizedTest
  @CsvSource({"iat, 30", "nbf, 30", "exp, 86400", "nbf, -100000"})
  void anIssuerWhoseClockIsALittleAheadIsBelieved(String claim, int seconds) {
    long at = trust.time.now().plusSeconds(seconds).getEpochSecond();
    assertThat(outcome(token().with(claim, at))).isIn("found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat"})
  void aTokenWithoutItsDatesIsRefused(String claim) {
    refusedUnlooked(token().without(claim), "without iat or exp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "nbf"})
  void aDateThatNobodyMeansIsRefused(String claim) {
    for (Object absurd : List.of(-1, "1700000000", 1e300, Long.MAX_VALUE, true, List.of(1))) {
      assertThat(outcome(token().with(claim, absurd))).isNotIn("found", "unavailable");
    }
  }

  @Test
  void aClaimOfAnotherTypeThanItHasToBeIsRefused() {
    for (String claim : List.of("aud", "sub", "client_id", "jti", "scope")) {
      assertThat(outcome(token().with(claim, 7))).contains("another type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth0|7", "a b", "..", "ä", "a/b", "a\nb"})
  void aUserThatCouldBeNobodyHereIsRefusedWithoutAWordOfTheToken(String subject) {
    assertThat(outcome(token().with("sub", subject))).contains("user id").doesNotContain("auth0");
  }

  @Test
  void whatWasProvenOnceIsKnownByItsDigestUntilItEnds() {
    String token = token().signed("ES256", EC);
    Found first = (Found) trust.ask(token);
    assertThat(trust.ask(token)).isSameAs(first);
    trust.time.pass(Duration.ofSeconds(299));
    assertThat(trust.ask(token)).isSameAs(first);
    trust.time.pass(Duration.ofSeconds(1));
    assertThat(trust.outcome(token)).isEqualTo("expired");
  }

  @Test
  void twoIssuersAreHeldApart() {
    try (Provider second = new Provider();
        Trust both =
            new Trust(
                Trust.issuer(provider),
                new Issuer(
                    "other", Trust.source(second, Optional.empty()), Trust.TERMS, Trust.MAPPING))) {
      second.publish(STRANGER);
      both.refresh();
      Found one = (Found) both.ask(token().signed("ES256", EC));
      Found two = (Found) both.ask(both.token(second).signed("ES256", STRANGER));
      assertThat(one.known().key().id()).isNotEqualTo(two.known().key().id());
      assertThat(both.outcome(token().signed("ES256", STRANGER))).contains("has not signed");
      assertThat(both.outcome(both.token(second).signed("ES256", EC))).contains("has not signed");
    }
  }

  @Test
  void nothingOfATokenIsInWhyItWasRefused() {
    String marked = "SECRETMARK";
    for (Token token :
        Arrays.asList(
            token().with("aud", marked),
            token().with("sub", marked + "|"),
            token().with("exp", marked),
            token().header("typ", marked),
            token().header("kid", marked),
            token().with("iss", marked))) {
      assertThat(outcome(token)).doesNotContain(marked).isNotEqualTo("found");
    }
  }

  @Test
  void theWallClockOfALongGoneTokenIsNoMatter() {
    assertThat(outcome(new Token(provider.url(), Instant.EPOCH))).isEqualTo("expired");
  }
}
