package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that sign tokens, and what others verify them by. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class SigningKeysIT {
  private static final String JWKS = "/.well-known/jwks.json";
  private static final String KEYS = "/v1/signing-keys";

  private final TestApp app;
  private final Api api;

  SigningKeysIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
  }

  private String token(Api issuer) {
    return Issued.by(issuer, "admin", "zones:read", "'kind':'signed','expires_in':'P1D'").text();
  }

  private static String kid(String token) {
    return Token.of(token).header().path("kid").asText();
  }

  private static List<String> published(Api api) {
    List<String> kids = new ArrayList<>();
    api.anonymous().get(JWKS).is(200).json().path("keys").forEach(k -> kids.add(text(k, "kid")));
    return kids;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private void awaitPublished(String kid, boolean there) {
    Await.until(
        "the published set follows",
        Duration.ofSeconds(5),
        () -> published(api).contains(kid) == there);
  }

  private Answer rotated(Api issuer, String body) {
    return issuer.post(KEYS + "/rotate", json(body)).is(201);
  }

  private String status(String kid) {
    for (JsonNode key : api.get(KEYS).is(200).data()) {
      if (text(key, "kid").equals(kid)) {
        return text(key, "status");
      }
    }
    return "";
  }

  /** As a resource server does that knows nothing of us but the address of the set. */
  private JWTClaimsSet verified(String token) throws Exception {
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(URI.create(api.address() + "/latchkey" + JWKS).toURL())
            .cache(false)
            .refreshAheadCache(false)
            .rateLimited(false)
            .build();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), source));
    return processor.process(token, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256"})
  void anybodyVerifiesATokenByThePublishedSet(String algorithm) throws Exception {
    String setting = "latchkey.admin.signed.algorithm = " + algorithm;
    try (TestApp other = TestApp.on(app.database().with(setting))) {
      Api there = other.api().as(app.bootstrapKey());
      String kid = rotated(there, "{'lead':'PT0S'}").data("kid");
      String token = token(there);
      assertThat(kid(token)).isEqualTo(kid);
      awaitPublished(kid, true);
      assertThat(verified(token).getIssuer()).isEqualTo("latchkey");
      assertThat(verified(token).getSubject()).isEqualTo("admin");
      assertThat(token.length()).isLessThan(1024);
      assertThat(there.as(token).app("GET", "/zones/a")).isEqualTo(200);
      assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> verified(changed(token)));
    }
  }

  private static String changed(String text) {
    Token token = Token.of(text);
    token.claims().put("sub", "eve");
    return token.text();
  }

  @Test
  void anEdDsaTokenIsVerifiedByThePublishedSet() throws Exception {
    try (TestApp other =
        TestApp.on(app.database().with("latchkey.admin.signed.algorithm = EdDSA"))) {
      Api there = other.api().as(app.bootstrapKey());
      String kid = rotated(there, "{'lead':'PT0S'}").data("kid");
      String token = token(there);
      awaitPublished(kid, true);
      for (JsonNode jwk : api.anonymous().get(JWKS).json().path("keys")) {
        if (text(jwk, "kid").equals(kid)) {
          assertThat(text(jwk, "crv")).isEqualTo("Ed25519");
          assertThat(isEdDsa(token, ed25519(text(jwk, "x")))).isTrue();
          assertThat(isEdDsa(changed(token), ed25519(text(jwk, "x")))).isFalse();
        }
      }
      assertThat(there.as(token).app("GET", "/zones/a")).isEqualTo(200);
      rotated(api, "{'lead':'PT0S'}");
    }
  }

  /** RFC 8410 section 4. */
  private static PublicKey ed25519(String x) throws Exception {
    byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] all = Arrays.copyOf(head, 44);
    System.arraycopy(Base64.getUrlDecoder().decode(x), 0, all, 12, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(all));
  }

  private static boolean isEdDsa(String token, PublicKey key) throws Exception {
    int dot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }

  @Test
  void theSetIsPublicMayBeKeptAndHoldsNothingPrivate() {
    token(api);
    Answer set = api.anonymous().get(JWKS).is(200);
    assertThat(set.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(set.header("Content-Type")).startsWith("application/jwk-set+json");
    assertThat(set.json().path("keys")).isNotEmpty();
    for (JsonNode jwk : set.json().path("keys")) {
      for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "k", "oth")) {
        assertThat(jwk.has(secret)).isFalse();
      }
    }
    Answer head = api.anonymous().call("HEAD", JWKS, "").is(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Length")).isNotEqualTo("0");
    assertThat(api.get("/v1/health").header("Cache-Control")).isEqualTo("no-store");
    api.anonymous().post(JWKS, "").is(405, "method-not-allowed");
  }

  @Test
  void aNewKeyIsPublishedAtOnceAndSignsAfterItsLead() throws Exception {
    rotated(api, "{'lead':'PT0S'}");
    String before = token(api);
    Answer rotated = rotated(api, "{}");
    String kid = rotated.data("kid");
    assertThat(rotated.data("status")).isEqualTo("waiting");
    assertThat(Instant.parse(rotated.data("signs_from")))
        .isEqualTo(Instant.parse(rotated.data("created_at")).plus(Duration.ofMinutes(10)));
    awaitPublished(kid, true);
    assertThat(kid(token(api))).isEqualTo(kid(before)).isNotEqualTo(kid);

    String now = rotated(api, "{'lead':'PT0S'}").data("kid");
    assertThat(kid(token(api))).isEqualTo(now);
    assertThat(status(now)).isEqualTo("signing");
    assertThat(status(kid(before))).isEqualTo("published");
    awaitPublished(now, true);
    verified(before);
    assertThat(api.as(before).app("GET", "/zones/a")).isEqualTo(200);
  }

  @Test
  void withAnOverlapTheKeysBeforeLeaveTheSetWhenItIsOver() throws Exception {
    rotated(api, "{'lead':'PT0S'}");
    String before = token(api);
    rotated(api, "{'lead':'PT0S','overlap':'PT2S'}");
    awaitPublished(kid(before), true);
    verified(before);
    awaitPublished(kid(before), false);
    assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> verified(before));
    assertThat(status(kid(before))).isEqualTo("ended");
    assertThat(api.as(before).app("GET", "/zones/a")).isEqualTo(200);
  }

  @Test
  void aWithdrawnKeyIsOutOfTheSetSignsNothingAndCostsNoTokenItsAccessHere() {
    String before = token(api);
    Answer withdrawn = api.delete(KEYS + '/' + kid(before)).is(200);
    assertThat(withdrawn.data("status")).isEqualTo("ended");
    awaitPublished(kid(before), false);
    assertThat(kid(token(api))).isNotEqualTo(kid(before));
    assertThat(api.as(before).app("GET", "/zones/a")).isEqualTo(200);
    long head = app.database().head();
    api.delete(KEYS + '/' + kid(before)).is(200);
    assertThat(app.database().head()).isEqualTo(head);
    api.delete(KEYS + "/nothing").is(404, "not-found");
  }

  @Test
  void whenTheKeyThatSignsIsWithdrawnTheOneThatWaitsSigns() {
    String signing = rotated(api, "{'lead':'PT0S'}").data("kid");
    for (JsonNode key : api.get(KEYS).data()) {
      if (!text(key, "kid").equals(signing)) {
        api.delete(KEYS + '/' + text(key, "kid")).is(200);
      }
    }
    String waiting = rotated(api, "{'lead':'P1D'}").data("kid");
    assertThat(kid(token(api))).isEqualTo(signing);
    api.delete(KEYS + '/' + signing).is(200);
    assertThat(kid(token(api))).isEqualTo(waiting);
  }

  /** What it signed then, others could soon not verify. */
  @Test
  void aKeyThatIsOnItsWayOutDoesNotSignAgainWhenItsSuccessorIsWithdrawn() {
    for (JsonNode key : api.get(KEYS).data()) {
      api.delete(KEYS + '/' + text(key, "kid")).is(200);
    }
    String before = kid(token(api));
    String successor = rotated(api, "{'lead':'PT0S','overlap':'P1D'}").data("kid");
    api.delete(KEYS + '/' + successor).is(200);
    assertThat(kid(token(api))).isNotIn(before, successor);
    assertThat(status(before)).isEqualTo("published");
  }

  @Test
  void theKeyThatSignsGoesOnWhenTheOneThatWaitsIsWithdrawn() {
    for (JsonNode key : api.get(KEYS).data()) {
      api.delete(KEYS + '/' + text(key, "kid")).is(200);
    }
    String before = kid(token(api));
    String one = rotated(api, "{'lead':'P1D','overlap':'P1D'}").data("kid");
    String two = rotated(api, "{'lead':'P2D','overlap':'P1D'}").data("kid");
    api.delete(KEYS + '/' + two).is(200);
    api.delete(KEYS + '/' + one).is(200);
    for (JsonNode key : api.get(KEYS).data()) {
      boolean goesOn = text(key, "kid").equals(before);
      assertThat(key.path("published_until").isNull()).as("no end any more").isEqualTo(goesOn);
    }
    assertThat(status(before)).isEqualTo("signing");
    assertThat(kid(token(api))).isEqualTo(before);
  }

  @Test
  void everyStepIsInTheJournalWithoutASecret() {
    token(api);
    String kid = rotated(api, "{'lead':'PT0S','overlap':'P365D'}").data("kid");
    api.delete(KEYS + '/' + kid).is(200);
    JsonNode entries = api.get("/v1/audit?limit=200").is(200).data();
    List<String> actions = new ArrayList<>();
    entries.forEach(entry -> actions.add(text(entry, "action")));
    assertThat(actions).contains("signing-key.rotate", "signing-key.withdraw");
    assertThat(api.get("/v1/audit/verify").is(200).data().path("whole").asBoolean(true)).isTrue();
    assertThat(entries.toString()).contains(kid).doesNotContain("old.", "PRIVATE");
  }

  @Test
  void onlyOperatorsWithTheScopeMayLookOrRotate() {
    Tenant tenant = Tenant.by(api);
    tenant.api().get(KEYS).is(403, "operators-only");
    tenant.api().post(KEYS + "/rotate", "").is(403, "operators-only");
    tenant.api().delete(KEYS + "/x").is(403, "operators-only");
    Issued reader = Issued.by(api, "admin", "signing-keys:read");
    reader.api().get(KEYS).is(200);
    reader.api().post(KEYS + "/rotate", "").is(403, "insufficient-scope");
    Issued.by(api, "admin", "zones:read").api().get(KEYS).is(403, "insufficient-scope");
    api.anonymous().get(KEYS).is(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'lead':'-PT1H'}", "{'overlap':'P1M'}", "{'kid':'x'}"})
  void aWrongRotationIsRefused(String body) {
    api.post(KEYS + "/rotate", json(body)).is(400, "invalid-body");
  }
}
