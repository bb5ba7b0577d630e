package dev.latchkey.guard.lookup.keypair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.parse.MessageSignatures;
import dev.latchkey.guard.parse.Presented;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
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

class PairSignaturesTest {
  private static final String COVERED = "\"@method\" \"@target-uri\"";
  private static final SampleMessage MESSAGE =
      new SampleMessage(
          "POST",
          "https://api.example.com/zones?a=b",
          Map.of(
              "Content-Digest", List.of("sha-256=:AAAA:"), "X-Twice", List.of(" one ", "two\t")));

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final ManualTime time = new ManualTime();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final PairSignatures lookup =
      new PairSignatures(new PairHolders(keys, new Bulkhead(), time), time);
  private final SampleKey key = new SampleKey();
  private final Pair pair = Pair.of(Curve.ED25519);
  private final Pair elliptic = Pair.of(Curve.P256);

  @BeforeEach
  void store() {
    store.put(key.proof(pair.proof()).proof(elliptic.proof()));
  }

  private static MessageSignature read(String input, byte[] signature) {
    Presented presented =
        MessageSignatures.read(
            new Presented.Nothing(),
            Collections.enumeration(List.of("sig=" + input)),
            Collections.enumeration(
                List.of("sig=:" + Base64.getEncoder().encodeToString(signature) + ":")));
    return (MessageSignature) presented;
  }

  private String parameters() {
    return parameters(time.now().getEpochSecond(), "");
  }

  private String parameters(long created, String more) {
    return ";created=%d;keyid=\"%s\";nonce=\"n1\";tag=\"latchkey\"%s"
        .formatted(created, key.id(), more);
  }

  /** Signs as a client does that goes by RFC 9421 alone. */
  private static MessageSignature signed(Pair signer, String covered, String lines, String more) {
    String input = "(" + covered + ")" + more;
    String base = lines + "\"@signature-params\": " + input;
    return read(input, signer.privateHalf().sign(base.getBytes(StandardCharsets.US_ASCII)));
  }

  private static MessageSignature signed(Pair signer, String more) {
    String lines = "\"@method\": POST\n\"@target-uri\": https://api.example.com/zones?a=b\n";
    return signed(signer, COVERED, lines, more);
  }

  private Answer ask(MessageSignature signature) {
    return lookup.lookup(signature, MESSAGE);
  }

  private void refused(String why, MessageSignature signature) {
    assertThat(ask(signature)).isEqualTo(new Rejected("signature: " + why));
    assertThat(store.finds()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void aSignatureOfTheHolderIsFoundAndSpendsItsNonce(Curve curve) {
    Pair signer = curve == Curve.P256 ? elliptic : pair;
    Found found = (Found) ask(signed(signer, parameters()));
    assertThat(found.secret().proof()).isEqualTo(signer.proof());
    assertThat(found.nonce().orElseThrow().until()).isEqualTo(time.now().plusSeconds(65));
  }

  @Test
  void everyComponentThatIsKnownIsReadAsRfc9421Has() {
    String covered =
        "\"@method\" \"@scheme\" \"@authority\" \"@path\" \"@query\" \"@request-target\""
            + " \"content-digest\" \"x-twice\"";
    String lines =
        """
        "@method": POST
        "@scheme": https
        "@authority": api.example.com
        "@path": /zones
        "@query": ?a=b
        "@request-target": /zones?a=b
        "content-digest": sha-256=:AAAA:
        "x-twice": one, two
        """;
    assertThat(ask(signed(pair, covered, lines, parameters()))).isInstanceOf(Found.class);
  }

  @Test
  void theExampleOfRfc9421IsReadAndVerified() {
    MessageSignature signature =
        read(
            "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ed25519\";tag=\"latchkey\"",
            new byte[64]);
    SampleMessage message =
        new SampleMessage(
            "POST",
            "https://example.com/foo?param=Value&Pet=dog",
            Map.of(
                "Date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                "Content-Type", List.of("application/json"),
                "Content-Length", List.of("18")));
    String base =
        new String(SignedText.bare(signature, message), StandardCharsets.US_ASCII)
            .replace(";tag=\"latchkey\"", "");
    PublicHalf half =
        PublicHalf.parse("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
    byte[] published =
        Base64.getDecoder()
            .decode(
                "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WP"
                    + "pBKRCw==");
    assertThat(half.verifies(base.getBytes(StandardCharsets.US_ASCII), published)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"@method\"",
        "\"@target-uri\"",
        "\"@method\" \"@path\" \"@query\"",
        "\"@method\" \"@scheme\" \"@authority\" \"@path\"",
        ""
      })
  void aSignatureThatLeavesTheMethodOrTheUrlOpenIsRefused(String covered) {
    refused("does not cover the method and the whole URL", signed(pair, covered, "", parameters()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization", "x-not-there", "@status", "@query-param", "X-Twice", "a b", "é"})
  void aComponentThatIsNotThereOrNotSupportedIsRefused(String name) {
    String encoded = name.equals("é") ? "@signature-params" : name;
    MessageSignature signature = signed(pair, COVERED + " \"" + encoded + "\"", "", parameters());
    refused("covers what is not there, or not supported", signature);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', ok",
    "5, '', ok",
    "-59, '', ok",
    "6, '', signed in the future",
    "-60, '', no longer meant",
    "0, 60, ok",
    "0, 1, ok",
    "0, 0, no longer meant",
    "0, 61, 'meant for more than a minute, or for less than no time'",
    "-60, 1, 'meant for more than a minute, or for less than no time'"
  })
  void itIsMeantForAMinuteAroundNow(long created, String expires, String outcome) {
    long now = time.now().getEpochSecond();
    String more = expires.isEmpty() ? "" : ";expires=" + (now + Long.parseLong(expires));
    MessageSignature signature = signed(pair, parameters(now + created, more));
    if (outcome.equals("ok")) {
      assertThat(ask(signature)).isInstanceOf(Found.class);
    } else {
      refused(outcome, signature);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 999_999_999_999_999L})
  void aTimeThatNobodyMeansIsRefused(long created) {
    refused("a time that nobody means", signed(pair, parameters(created, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "keyid", "nonce"})
  void whatMustBeSaidIsMissed(String name) {
    String without = parameters().replaceAll(";" + name + "=[^;]*", "");
    refused("without keyid, created or nonce", signed(pair, without));
  }

  @Test
  void aNonceHasOneToSixtyFourPlainCharacters() {
    for (String other : List.of("", "n".repeat(65), "a b", "a/b")) {
      String more = parameters().replace("nonce=\"n1\"", "nonce=\"" + other + "\"");
      refused("a nonce of another form", signed(pair, more));
    }
  }

  @Test
  void anAlgorithmThatIsNamedIsThatOfTheSigner() {
    long now = time.now().getEpochSecond();
    Rejected other = new Rejected("not the other half", Optional.of(key.id()));
    String edwards = parameters(now, ";alg=\"ed25519\"");
    String ecdsa = parameters(now, ";alg=\"ecdsa-p256-sha256\"");
    refused(
        "neither ed25519 nor ecdsa-p256-sha256",
        signed(pair, parameters(now, ";alg=\"hmac-sha256\"")));
    assertThat(ask(signed(pair, edwards))).isInstanceOf(Found.class);
    assertThat(ask(signed(elliptic, ecdsa))).isInstanceOf(Found.class);
    assertThat(ask(signed(pair, ecdsa))).isEqualTo(other);
    assertThat(ask(signed(elliptic, edwards))).isEqualTo(other);
  }

  @Test
  void whatWasSignedForAnotherRequestIsRefused() {
    MessageSignature signature = signed(pair, parameters());
    Rejected other = new Rejected("not the other half", Optional.of(key.id()));
    for (SampleMessage message :
        List.of(
            new SampleMessage("PUT", MESSAGE.url(), Map.of()),
            new SampleMessage("POST", MESSAGE.url() + "c", Map.of()),
            new SampleMessage("POST", "https://api.example.com/zones", Map.of()),
            new SampleMessage("POST", "http://api.example.com/zones?a=b", Map.of()))) {
      assertThat(lookup.lookup(signature, message)).isEqualTo(other);
    }
  }

  /** Written as a byte it would be a question mark, and the same as if that had been signed. */
  @ParameterizedTest
  @ValueSource(strings = {"\u20ac", "\u0100"})
  void aCharacterThatNoByteStandsForIsNotTakenForAnother(String other) {
    String lines = "\"@method\": GET\n\"@target-uri\": https://h/zones?b\n\"x-a\": ?\n";
    MessageSignature signature = signed(pair, COVERED + " \"x-a\"", lines, parameters());
    Rejected refused = new Rejected("signature: covers a character that no byte stands for");
    assertThat(lookup.lookup(signature, get("https://h/zones?b", "?"))).isInstanceOf(Found.class);
    assertThat(lookup.lookup(signature, get("https://h/zones?b", other))).isEqualTo(refused);
    assertThat(lookup.lookup(signature, get("https://h/zones" + other + "b", "?")))
        .isEqualTo(refused);
  }

  private static SampleMessage get(String url, String x) {
    return new SampleMessage("GET", url, Map.of("X-A", List.of(x)));
  }

  @Test
  void aChangedParameterIsRefused() {
    MessageSignature good = signed(pair, parameters());
    String input = "(" + COVERED + ")" + parameters().replace("\"n1\"", "\"n2\"");
    assertThat(ask(read(input, good.bytes())))
        .isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }
}
