package dev.latchkey.guard.lookup.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.journal.CapturedLog;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How keys of an issuer come, go and stay, whatever its server does. */
@Timeout(60)
class IssuerKeysTest {
  private static final SigningKey OLD = SigningKey.ec("old", Curve.P_256);
  private static final SigningKey NEW = SigningKey.ec("new", Curve.P_256);

  private final Provider provider = new Provider();
  private final Trust trust = new Trust(Trust.issuer(provider));

  @AfterEach
  void close() {
    trust.close();
    provider.close();
  }

  private String with(SigningKey key) {
    return trust.outcome(trust.token(provider).signed("ES256", key));
  }

  private String lasting() {
    long exp = trust.time.now().plusSeconds(3600).getEpochSecond();
    return trust.token(provider).with("exp", exp).signed("ES256", OLD);
  }

  /** Lets time pass, and does what the thread of the guard does then. */
  private void after(Duration time) {
    trust.time.pass(time);
    trust.refresh();
  }

  private Optional<String> concern() {
    return trust.issuers.concern();
  }

  private void begin() {
    provider.publish(OLD);
    trust.refresh();
    assertThat(with(OLD)).isEqualTo("found");
  }

  @Test
  void untilTheFirstKeysAreThereNobodyCanTell() {
    provider.publish(OLD);
    assertThat(with(OLD)).isEqualTo("unavailable");
    trust.refresh();
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(provider.fetches(Provider.METADATA)).isEqualTo(1);
  }

  @Test
  void theFirstKeysAreAskedForEveryFewSeconds() {
    provider.answer(Provider.KEYS, aResponse().withStatus(500));
    trust.refresh();
    assertThat(with(OLD)).isEqualTo("unavailable");
    after(ofSeconds(4));
    assertThat(provider.fetches()).isEqualTo(1);
    provider.publish(OLD);
    after(ofSeconds(1));
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(concern()).isEmpty();
  }

  @Test
  void keysMayHaveAPlaceOfTheirOwnWithoutDiscovery() {
    provider.answer(Provider.METADATA, aResponse().withStatus(404));
    provider.publish(OLD);
    Source source = Trust.source(provider, Optional.of(URI.create(provider.keys())));
    try (Trust direct = new Trust(new Issuer("corp", source, Trust.TERMS, Trust.MAPPING))) {
      direct.refresh();
      assertThat(direct.outcome(trust.token(provider).signed("ES256", OLD))).isEqualTo("found");
      assertThat(provider.fetches(Provider.METADATA)).isZero();
    }
  }

  @Test
  void aKeyThatIsPublishedBeforeItIsUsedIsThereInTime() {
    begin();
    provider.publish(OLD, NEW);
    after(ofMinutes(5));
    assertThat(with(NEW)).isEqualTo("found");
    assertThat(with(OLD)).isEqualTo("found");
  }

  @Test
  void aKeyThatIsUsedAtOnceIsFetchedAtOnceAndNoTokenOfItIsRefusedMeanwhile() {
    begin();
    provider.publish(NEW);
    trust.time.pass(ofSeconds(30));
    assertThat(with(NEW)).isEqualTo("unavailable");
    trust.refresh();
    assertThat(with(NEW)).isEqualTo("found");
  }

  @Test
  void aKeyThatIsWithdrawnTakesEveryProvenTokenWithIt() {
    begin();
    String token = lasting();
    assertThat(trust.outcome(token)).isEqualTo("found");
    provider.publish(NEW);
    after(ofMinutes(5));
    assertThat(trust.outcome(token)).contains("has not");
  }

  @Test
  void soDoesAnotherKeyUnderTheSameName() {
    begin();
    String token = lasting();
    assertThat(trust.outcome(token)).isEqualTo("found");
    provider.publish(NEW.named("old"));
    after(ofMinutes(5));
    assertThat(trust.outcome(token)).contains("has not signed");
  }

  @Test
  void aFetchThatBringsTheSameKeysChangesNothing() {
    begin();
    String token = lasting();
    Object found = trust.ask(token);
    after(Duration.ofSeconds(290));
    assertThat(provider.fetches()).isEqualTo(1);
    after(Duration.ofSeconds(9));
    assertThat(trust.ask(token)).isSameAs(found);
  }

  @Test
  void aFloodOfNamesOfKeysCausesOneFetchInHalfAMinute() {
    begin();
    trust.time.pass(ofSeconds(31));
    for (int i = 0; i < 600; i++) {
      with(NEW.named("k" + i));
      after(Duration.ofMillis(100));
      assertThat(with(OLD)).isEqualTo("found");
    }
    assertThat(provider.fetches()).isBetween(3, 4);
  }

  @Test
  void aFloodOfNamesOfKeysIsRefusedAsSoonAsTheKeysAreFresh() {
    begin();
    assertThat(with(NEW)).contains("has not");
    trust.time.pass(ofSeconds(30));
    assertThat(with(NEW)).isEqualTo("unavailable");
    trust.refresh();
    assertThat(with(NEW)).contains("has not");
    assertThat(with(OLD)).isEqualTo("found");
  }

  @Test
  void aFloodOfNamesOfKeysWhileTheIssuerIsAwayCausesNoMoreFetchesThanThat() {
    begin();
    provider.answer(Provider.KEYS, aResponse().withStatus(500));
    trust.time.pass(ofSeconds(31));
    for (int i = 0; i < 60; i++) {
      assertThat(with(NEW.named("k" + i))).isEqualTo("unavailable");
      after(ofSeconds(1));
    }
    assertThat(provider.fetches()).isBetween(2, 3);
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of("500", aResponse().withStatus(500)),
        Arguments.of("404", aResponse().withStatus(404)),
        Arguments.of("202", okJson(Provider.keySet(NEW)).withStatus(202)),
        Arguments.of("redirected", aResponse().withStatus(302).withHeader("Location", "/else")),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("empty", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        Arguments.of("garbage", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        Arguments.of("noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        Arguments.of("hanging", okJson(Provider.keySet(NEW)).withFixedDelay(5000)),
        Arguments.of("dripping", okJson(Provider.keySet(NEW)).withChunkedDribbleDelay(50, 10_000)),
        Arguments.of(
            "too large", okJson(Provider.keySet(NEW.with("\"x\":\"" + "x".repeat(66_000) + '"')))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outages")
  void anIssuerThatIsAwayIsBelievedByTheKeysThatItGaveBefore(
      String what, ResponseDefinitionBuilder answer) {
    begin();
    provider.answer("/else", okJson(Provider.keySet(NEW)));
    provider.answer(Provider.KEYS, answer);
    long start = System.nanoTime();
    after(ofMinutes(5));
    assertThat(System.nanoTime() - start).isLessThan(ofSeconds(10).toNanos());
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(with(NEW)).as("nobody can tell what is new there").isEqualTo("unavailable");
    assertThat(concern()).hasValue("the keys of issuer corp could not be fetched lately");
    after(Duration.ofDays(30));
    assertThat(with(OLD)).isEqualTo("found");

    provider.publish(OLD, NEW);
    after(ofSeconds(30));
    assertThat(with(NEW)).isEqualTo("found");
    assertThat(concern()).isEmpty();
  }

  @Test
  void anIssuerThatIsGoneAltogetherIsBelievedTooAndLoggedOnce() {
    begin();
    provider.close();
    try (CapturedLog log = CapturedLog.start()) {
      after(ofMinutes(5));
      after(ofSeconds(30));
      after(ofSeconds(30));
      assertThat(log.text()).containsOnlyOnce("issuer=corp has not given its keys");
    }
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(concern()).isPresent();
  }

  static Stream<String> wrongContent() {
    SigningKey rsa = SigningKey.rsa("new", 2048);
    return Stream.of(
        "",
        "<html>sign in</html>",
        "[]",
        "null",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[7]}",
        "{\"keys\":[{}]}",
        Provider.keySet(NEW).substring(0, 60),
        Provider.keySet(NEW.with("\"d\":\"AAAA\"")),
        Provider.keySet(NEW, rsa.named("r").with("\"d\":\"AQ\"")),
        Provider.keySet(NEW, new SigningKey("o", OLD.pair(), "{\"kty\":\"oct\",\"k\":\"AAAA\"}")),
        Provider.keySet(NEW, OLD.named("new")),
        Provider.keySet(NEW.with("\"use\":\"enc\"")),
        Provider.keySet(NEW.with("\"key_ops\":[\"sign\"]")),
        Provider.keySet(NEW.with("\"alg\":\"ES384\"")),
        Provider.keySet(SigningKey.rsa("new", 1024)),
        Provider.keySet(SigningKey.ec("new", Curve.P_384)),
        Provider.keySet(SigningKey.ed25519("new")),
        Provider.keySet(NEW).replace("\"kid\":\"new\",", ""),
        Provider.keySet(NEW).replaceAll("\"x\":\"....", "\"x\":\"AAAA"));
  }

  @ParameterizedTest
  @MethodSource("wrongContent")
  void whatIsNoSetOfKeysChangesNothing(String text) {
    begin();
    provider.publish("application/json", text);
    after(ofMinutes(5));
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(with(NEW)).isNotEqualTo("found");
    assertThat(concern()).isPresent();
  }

  @Test
  void aPageOfAnotherTypeIsNoSetOfKeysWhateverItSays() {
    begin();
    provider.publish("text/html", Provider.keySet(NEW));
    after(ofMinutes(5));
    assertThat(concern()).isPresent();
    provider.publish("application/jwk-set+json; charset=utf-8", Provider.keySet(NEW));
    after(ofSeconds(30));
    assertThat(concern()).isEmpty();
  }

  @Test
  void keysThatAreNotForHereStandAsideOfThoseThatAre() {
    provider.publish(
        OLD,
        SigningKey.rsa("enc", 2048).with("\"use\":\"enc\""),
        SigningKey.rsa("weak", 1024),
        SigningKey.ed25519("other"),
        new SigningKey("odd", OLD.pair(), "{\"kty\":\"XYZ\",\"kid\":\"odd\"}"));
    trust.refresh();
    assertThat(with(OLD)).isEqualTo("found");
    assertThat(concern()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1024, has not",
    "2047, has not",
    "2048, has not signed",
    "8192, has not signed",
    "8193, has not"
  })
  void zerosBeforeAModulusMakeItNoLonger(int bits, String outcome) {
    byte[] modulus = BigInteger.ONE.setBit(bits - 1).toByteArray();
    byte[] padded = new byte[Math.max(1024, modulus.length)];
    System.arraycopy(modulus, 0, padded, padded.length - modulus.length, modulus.length);
    String jwk = "{\"kty\":\"RSA\",\"kid\":\"r\",\"e\":\"AQAB\",\"n\":\"%s\"}";
    SigningKey rsa = new SigningKey("r", OLD.pair(), jwk.formatted(Base64URL.encode(padded)));
    provider.publish(OLD, rsa);
    trust.refresh();
    Token token = trust.token(provider).header("kid", "r");
    assertThat(trust.outcome(token.signed("RS256", new byte[bits / 8]))).endsWith(outcome);
  }

  @Test
  void metadataOfAnotherIssuerAreNotBelieved() {
    provider.publish(OLD);
    provider.answer(Provider.METADATA, Provider.metadata("https://evil.example", provider.keys()));
    trust.refresh();
    assertThat(concern()).isPresent();
    assertThat(provider.fetches()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example/k", "file:///etc/passwd", "null", "/keys", "::"})
  void metadataThatNameAPlaceWhichMustNotBeFetchedAreNotFollowed(String place) {
    provider.answer(Provider.METADATA, Provider.metadata(provider.url(), place));
    trust.refresh();
    assertThat(concern()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://idp.example, https://keys.example/k, false, true",
    "https://idp.example, http://localhost/k, false, false",
    "https://idp.example, http://127.0.0.1:8080/shutdown, false, false",
    "https://idp.example, http://keys.example/k, true, true",
    "http://localhost, http://127.0.0.1/k, false, true",
    "http://localhost, http://keys.example/k, false, false",
    "http://localhost, file:///etc/passwd, true, false",
    "http://localhost, https://keys.example/k, false, true"
  })
  void metadataThatCameSafelyLeadToNoPlaceThatIsNotSafe(
      String issuer, String keys, boolean insecure, boolean good) {
    Source source = new Source(issuer, Optional.empty(), ofMinutes(5), insecure);
    String metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
    if (good) {
      assertThatNoException().isThrownBy(() -> source.keysIn(metadata));
    } else {
      assertThatIOException().isThrownBy(() -> source.keysIn(metadata));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "<html>", "{\"issuer\":7}"})
  void metadataThatAreNoneAreNotBelieved(String text) {
    provider.answer(Provider.METADATA, okJson(text));
    trust.refresh();
    assertThat(concern()).isPresent();
    assertThat(with(OLD)).isEqualTo("unavailable");
  }

  @Test
  void aThreadFetchesAsSoonAsItStartsAndNoneIsLeftWhenItIsClosed() {
    provider.answer(Provider.KEYS, okJson(Provider.keySet(OLD)).withFixedDelay(100));
    trust.issuers.start();
    for (int i = 0; i < 2000 && !with(OLD).equals("found"); i++) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(with(OLD)).isEqualTo("found");
    trust.issuers.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("latchkey-issuers"));
  }
}
