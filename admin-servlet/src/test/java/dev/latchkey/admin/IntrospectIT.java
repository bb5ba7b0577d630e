package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662 over keys: what a resource server learns of a token that it was handed. */
@OnEachDatabase
final class IntrospectIT {
  private static final String INTROSPECT = "/v1/introspect";

  private final TestApp app;
  private final Api admin;
  private final Issued asker;

  IntrospectIT(TestApp app) {
    this.app = app;
    this.admin = app.admin();
    this.asker = Issued.by(admin, "admin", "apikeys:introspect");
  }

  @Test
  void aKeyThatWorksIsActiveWithAllThatAResourceServerNeeds() {
    Issued key =
        Issued.by(
            admin,
            "admin",
            "zones:read zones:write",
            "'expires_in':'PT1H','not_before':'2026-01-01T00:00:00Z'");
    Answer answer = asker.api().form(INTROSPECT, "token=" + key.text()).is(200);
    JsonNode told = answer.json();
    assertThat(told.path("active").asBoolean()).isTrue();
    assertThat(told.path("scope").asText()).isEqualTo("zones:read zones:write");
    assertThat(told.path("client_id").asText()).isEqualTo(key.id());
    assertThat(told.path("sub").asText()).isEqualTo("admin");
    assertThat(told.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(told.path("jti").asText()).isEqualTo(key.id() + ".1");
    Instant end = Instant.parse(admin.get(key.path()).data("expires_at"));
    assertThat(told.path("exp").asLong()).isEqualTo(end.getEpochSecond());
    assertThat(told.path("iat").asLong()).isEqualTo(end.minusSeconds(3600).getEpochSecond());
    assertThat(told.path("nbf").asLong()).isEqualTo(1767225600);
    assertThat(told.path("account").asText())
        .isEqualTo(admin.get("/v1/apikeys/self").data("account_id"));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void scopesAreWhatTheOwnerStillHolds() {
    Tenant tenant = Tenant.by(admin);
    String user = tenant.newUser("zones:read zones:write");
    Issued key = Issued.by(tenant.api(), user, "zones:read zones:write");
    admin.patch("/v1/users/" + user, json("{'scopes':['zones:read']}")).is(200);
    assertThat(told(asker.api(), key.text()).path("scope").asText()).isEqualTo("zones:read");
  }

  @Test
  void itEndsWithASecretThatWasRotatedOut() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    String fresh = admin.post(key.path() + "/rotate", json("{'overlap':'PT1H'}")).data("key");
    assertThat(told(asker.api(), key.text()).path("exp").asLong())
        .isGreaterThan(Instant.now().getEpochSecond());
    JsonNode newer = told(asker.api(), fresh);
    assertThat(newer.has("exp")).isFalse();
    assertThat(newer.path("jti").asText()).isEqualTo(key.id() + ".2");
  }

  @Test
  void whatDoesNotWorkIsInactiveAndNothingElseIsSaid() {
    Issued disabled = Issued.by(admin, "admin", "zones:read");
    admin.patch(disabled.path(), json("{'enabled':false}")).is(200);
    Issued revoked = Issued.by(admin, "admin", "zones:read");
    admin.post(revoked.path() + "/revoke", "").is(200);
    Issued scheduled =
        Issued.by(admin, "admin", "zones:read", "'not_before':'2099-01-01T00:00:00Z'");
    Issued rotated = Issued.by(admin, "admin", "zones:read");
    admin.post(rotated.path() + "/rotate", json("{'overlap':'PT0S'}")).is(201);
    Issued signedOnly =
        Issued.by(admin, "admin", "zones:read", "'kind':'keypair','signed_only':true");
    String foreignForm = "eyJhbGciOiJub25lIn0.e30.";
    for (String token :
        List.of(
            disabled.text(),
            revoked.text(),
            scheduled.text(),
            rotated.text(),
            signedOnly.text(),
            foreignForm,
            "x",
            "%20",
            "%F0%9F%98%B1",
            "x".repeat(5000))) {
      assertThat(asker.api().form(INTROSPECT, "token=" + token).is(200).text())
          .isEqualTo("{\"active\":false}");
    }
  }

  @Test
  void theNetworksOfAnIntrospectedKeyAreNotAsked() {
    Issued key = Issued.by(admin, "admin", "zones:read", "'allowed_ips':['192.0.2.0/24']");
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(told(asker.api(), key.text()).path("active").asBoolean()).isTrue();
  }

  @Test
  void aTenantSeesOnlyItsOwnTokensAndAnOperatorAll() {
    Tenant one = Tenant.by(admin);
    Tenant other = Tenant.by(admin);
    Issued ofOther = Issued.by(other.api(), other.user(), "zones:read");
    assertThat(told(other.api(), ofOther.text()).path("active").asBoolean()).isTrue();
    assertThat(told(asker.api(), ofOther.text()).path("active").asBoolean()).isTrue();
    assertThat(one.api().form(INTROSPECT, "token=" + ofOther.text()).is(200).text())
        .isEqualTo("{\"active\":false}");
  }

  @Test
  void aClientMayCallWithTheIdAndTheTextOfItsKeyAsBasic() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    String encoded = asker.id().replace("k", "%6B") + ":" + asker.text().replace("_", "%5F");
    assertThat(told(basic(asker.id() + ":" + asker.text()), key.text()).path("active").asBoolean())
        .isTrue();
    assertThat(told(basic(encoded), key.text()).path("active").asBoolean()).isTrue();
  }

  @Test
  void basicOpensNothingElse() {
    Issued all = Issued.by(admin, "admin", "*:*");
    basic(all.id() + ":" + all.text()).get("/v1/apikeys").is(401, "unauthenticated");
  }

  @Test
  void aBasicThatIsNotTheIdAndTheTextOfOneWorkingKeyIsRefused() {
    Issued other = Issued.by(admin, "admin", "apikeys:introspect");
    Issued elsewhere =
        Issued.by(admin, "admin", "apikeys:introspect", "'allowed_ips':['192.0.2.0/24']");
    Issued revoked = Issued.by(admin, "admin", "apikeys:introspect");
    admin.post(revoked.path() + "/revoke", "").is(200);
    for (String pair :
        List.of(
            other.id() + ":" + asker.text(),
            asker.id().substring(4) + ":" + asker.text(),
            ":" + asker.text(),
            asker.text(),
            asker.id() + ":",
            asker.id() + ":%zz",
            elsewhere.id() + ":" + elsewhere.text(),
            revoked.id() + ":" + revoked.text())) {
      Answer refused = basic(pair).form(INTROSPECT, "token=x").is(401);
      assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client");
      assertThat(refused.header("WWW-Authenticate")).contains("Bearer realm=", "Basic realm=");
    }
    Api garbled = app.api().with("Authorization", "Basic !!!");
    garbled.form(INTROSPECT, "token=x").is(401);
    app.api().form(INTROSPECT, "token=x").is(401);
  }

  @Test
  void theNetworksOfTheClientsKeyAreAskedThroughTheProxiesThatTheGuardBelieves() {
    try (TestApp behind =
        TestApp.on(
            TestDatabase.sqlite()
                .with(
                    "latchkey.proxies = 127.0.0.0/8",
                    "latchkey.proxies.header = X-Forwarded-For",
                    "latchkey.identity-headers = X-Forwarded-For"))) {
      Issued client =
          Issued.by(
              behind.admin(), "admin", "apikeys:introspect", "'allowed_ips':['192.0.2.0/24']");
      Api basic = basic(behind, client.id() + ":" + client.text());
      Api inside = basic.with("X-Forwarded-For", "192.0.2.7");
      assertThat(told(inside, client.text()).path("active").asBoolean()).isTrue();
      basic.with("X-Forwarded-For", "198.51.100.1").form(INTROSPECT, "token=x").is(401);
      basic.with("X-Forwarded-For", "192.0.2.7, 198.51.100.1").form(INTROSPECT, "token=x").is(401);
      basic.form(INTROSPECT, "token=x").is(401);
    }
  }

  @Test
  void aKeyWithoutTheScopeIsRefused() {
    Issued weak = Issued.by(admin, "admin", "apikeys:read");
    Answer refused = weak.api().form(INTROSPECT, "token=" + weak.text()).is(403);
    assertThat(refused.json().path("error").asText()).isEqualTo("insufficient_scope");
    basic(weak.id() + ":" + weak.text()).form(INTROSPECT, "token=x").is(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "token=",
        "token",
        "tokens=x",
        "token=x&token=x",
        "token=x&a=1&a=2",
        "token=%"
      })
  void aFormWithoutExactlyOneTokenIsRefused(String form) {
    Answer refused = asker.api().form(INTROSPECT, form);
    if (form.isEmpty()) {
      refused.is(415);
    } else {
      refused.is(400);
    }
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void aTokenInTheQueryOrInJsonIsRefused() {
    asker.api().form(INTROSPECT + "?token=" + asker.text(), "token=x").is(400);
    asker.api().post(INTROSPECT, json("{'token':'x'}")).is(415);
  }

  @Test
  void aHintIsIgnored() {
    assertThat(
            asker
                .api()
                .form(INTROSPECT, "token_type_hint=refresh_token&token=" + asker.text())
                .is(200)
                .json()
                .path("active")
                .asBoolean())
        .isTrue();
  }

  private Api basic(String pair) {
    return basic(app, pair);
  }

  private static Api basic(TestApp app, String pair) {
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return app.api().with("Authorization", "Basic " + encoded);
  }

  private static JsonNode told(Api api, String token) {
    return api.form(INTROSPECT, "token=" + token).is(200).json();
  }
}
