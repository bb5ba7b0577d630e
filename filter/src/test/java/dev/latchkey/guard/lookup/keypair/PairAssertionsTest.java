package dev.latchkey.guard.lookup.keypair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.jwt.JwtLookup;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairAssertionsTest {
  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final ManualTime time = new ManualTime();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final PairHolders holders = new PairHolders(keys, new Bulkhead(), time);
  private final JwtLookup lookup =
      new JwtLookup(List.of(new PairAssertions(List.of("api", "the-api"), holders, time)));
  private final SampleKey key = new SampleKey();
  private final Pair pair = Pair.of(Curve.ED25519);
  private final Pair elliptic = Pair.of(Curve.P256);
  private final Map<String, Object> header = pair.header(key.id());
  private final Map<String, Object> claims = Pair.claims(key.id(), time.now());

  @BeforeEach
  void store() {
    store.put(key.proof(pair.proof()).proof(elliptic.proof()));
  }

  private Answer ask() {
    return ask(pair.assertion(header, claims));
  }

  private Answer ask(String token) {
    return ask(token, SampleMessage.PLAIN);
  }

  private Answer ask(String token, Message message) {
    return lookup.lookup(new Bearer(token), message);
  }

  /** Nothing was asked of the store, which comes before any signature. */
  private void refused(String why) {
    assertThat(ask()).isEqualTo(new Rejected(why));
    assertThat(store.finds()).isZero();
  }

  private static SampleMessage to(String method, String url) {
    return new SampleMessage(method, url, Map.of());
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void aSignatureOfTheHolderIsFoundWithTheSecretThatSigned(Curve curve) {
    Pair signer = curve == Curve.P256 ? elliptic : pair;
    Found found = (Found) ask(signer.assertion(signer.header(key.id()), claims));
    assertThat(found.secret().proof()).isEqualTo(signer.proof());
    assertThat(found.isSigned()).isTrue();
    assertThat(found.nonce().orElseThrow().id()).hasSize(43);
    assertThat(found.nonce().orElseThrow().until()).isEqualTo(time.now().plusSeconds(65));
  }

  @Test
  void theNonceIsThatOfTheKeyAndTheJti() {
    Found first = (Found) ask();
    assertThat(((Found) ask()).nonce()).isEqualTo(first.nonce());
    claims.put("jti", "another");
    assertThat(((Found) ask()).nonce()).isNotEqualTo(first.nonce());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "latchkey-proof", "dpop+jwt", "at+jwt"})
  void aJwtOfAnotherTypeIsNotMine(String type) {
    header.put("typ", type);
    refused("a JWT of nobody who is trusted here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS256", "ES384", "eddsa", "Ed25519", "ES256K", "Ed448"})
  void anAlgorithmOfNeitherCurveIsRefused(String algorithm) {
    header.put("alg", algorithm);
    refused("assertion: neither EdDSA nor ES256");
  }

  @Test
  void anAlgorithmThatIsNotThatOfTheSignerIsRefused() {
    header.put("alg", "ES256");
    assertThat(ask()).isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
    Map<String, Object> other = elliptic.header(key.id());
    other.put("alg", "EdDSA");
    assertThat(ask(elliptic.assertion(other, claims)))
        .isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kid", "iss", "sub"})
  void whoMustBeTheKeyEverywhere(String member) {
    Map<String, Object> holder = member.equals("kid") ? header : claims;
    holder.put(member, "key_ZZZZZZZZZZZZ");
    refused("assertion: not by and about the key that it names");
    holder.put(member, Optional.empty());
    refused("assertion: without the member " + member);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789AB", "key_", "key_0123456789A-", "KEY_0123456789AB"})
  void aKeyThatNobodyCouldHaveIsRefused(String id) {
    header.put("kid", id);
    claims.put("iss", id);
    claims.put("sub", id);
    assertThat(ask()).isInstanceOf(Rejected.class);
    assertThat(store.finds()).isZero();
  }

  @Test
  void itIsMeantForUs() {
    claims.put("aud", "another-api");
    refused("assertion: for somebody else than us");
    claims.put("aud", Optional.empty());
    refused("assertion: for somebody else than us");
    claims.put("aud", List.of("\"x\"", "\"the-api\""));
    assertThat(ask()).isInstanceOf(Found.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, ok",
    "5, 65, ok",
    "-59, 1, ok",
    "0, 1, ok",
    "6, 60, signed in the future",
    "6, 66, signed in the future",
    "-60, 0, no longer meant",
    "-3600, -3540, no longer meant",
    "0, 61, 'meant for more than a minute, or for less than no time'",
    "-1, 60, 'meant for more than a minute, or for less than no time'",
    "-100000, 60, 'meant for more than a minute, or for less than no time'",
    "3, 2, 'meant for more than a minute, or for less than no time'"
  })
  void itIsMeantForAMinuteAroundNow(long issued, long expires, String outcome) {
    Instant now = time.now();
    claims.put("iat", now.getEpochSecond() + issued);
    claims.put("exp", now.getEpochSecond() + expires);
    if (outcome.equals("ok")) {
      assertThat(ask()).isInstanceOf(Found.class);
    } else {
      refused("assertion: " + outcome);
    }
  }

  @Test
  void itEndsWithItsMinute() {
    String token = pair.assertion(header, claims);
    time.pass(Duration.ofSeconds(59));
    assertThat(ask(token)).isInstanceOf(Found.class);
    time.pass(Duration.ofSeconds(1));
    assertThat(ask(token)).isEqualTo(new Rejected("assertion: no longer meant"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "exp", "jti", "htm", "htu"})
  void whatMustBeSaidIsMissed(String member) {
    claims.put(member, Optional.empty());
    refused("assertion: without the member " + member);
    claims.put(member, List.of());
    refused("assertion: " + member + " is of another type");
  }

  @Test
  void aTimeThatIsYetToComeIsAwaited() {
    claims.put("nbf", time.now().getEpochSecond() + 1);
    refused("assertion: not to be used yet");
    claims.put("nbf", time.now().getEpochSecond());
    assertThat(ask()).isInstanceOf(Found.class);
  }

  @Test
  void aJtiHasOneToSixtyFourPlainCharacters() {
    claims.put("jti", "j".repeat(64));
    assertThat(ask()).isInstanceOf(Found.class);
    for (String other : List.of("", "j".repeat(65), "a b", "a/b", "a+b", "é", "a=")) {
      claims.put("jti", other);
      assertThat(ask()).isEqualTo(new Rejected("assertion: a nonce of another form"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "get", "HEAD", "", "GET "})
  void itIsForOneMethod(String method) {
    claims.put("htm", method);
    refused("assertion: for another method");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/zones/",
        "https://api.example.com/ZONES",
        "https://api.example.com/%7Aones",
        "https://api.example.com/",
        "https://api.example.com",
        "http://api.example.com/zones",
        "https://api.example.com:8443/zones",
        "https://api.example.com.evil.example/zones",
        "https://api.example.com/zones?a=b",
        "https://api.example.com/zones?"
      })
  void itIsForOneUrl(String url) {
    claims.put("htu", url);
    refused("assertion: for another URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/zones",
        "",
        "https://u:p@api.example.com/zones",
        "https://api.example.com/zones#a"
      })
  void aUrlThatIsNoneIsRefused(String url) {
    claims.put("htu", url);
    refused("assertion: not a URL of HTTP");
  }

  @Test
  void theQueryAndTheSpellingOfTheHostDoNotMatter() {
    claims.put("htu", "HTTPS://API.example.com:443/zones");
    String token = pair.assertion(header, claims);
    assertThat(ask(token, to("GET", "https://api.example.com/zones?a=b")))
        .isInstanceOf(Found.class);
    assertThat(ask(token, to("POST", "https://api.example.com/zones")))
        .isInstanceOf(Rejected.class);
    assertThat(ask(token, to("GET", "not a url")))
        .isEqualTo(new Rejected("assertion: not a URL of HTTP"));
  }

  @Test
  void aChangedClaimIsRefused() {
    String token = pair.assertion(header, claims);
    claims.put("jti", "another");
    String other = pair.assertion(header, claims);
    String mixed =
        other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    assertThat(ask(mixed)).isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }

  @Test
  void anotherHoldersSignatureIsRefused() {
    Pair stranger = Pair.of(Curve.ED25519);
    assertThat(ask(stranger.assertion(header, claims)))
        .isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }

  @Test
  void aSignatureOfNothingIsRefused() {
    String token = elliptic.assertion(elliptic.header(key.id()), claims);
    String signed = token.substring(0, token.lastIndexOf('.') + 1);
    for (String none : List.of("", "AAAA", "A".repeat(86), "A".repeat(88))) {
      assertThat(ask(signed + none)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void anUnknownKeyIsRejectedAndAStoreThatIsAwayIsNoRefusal() {
    store.goAway();
    assertThat(ask()).isEqualTo(new Unavailable("the store is away"));
    store.comeBack();
    store.delete(key.id());
    assertThat(ask()).isEqualTo(new Rejected("unknown"));
  }
}
