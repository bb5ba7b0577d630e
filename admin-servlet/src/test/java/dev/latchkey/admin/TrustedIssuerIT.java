package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Provider;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of an OpenID provider beside our own keys, on one scheme. */
final class TrustedIssuerIT {
  private static final String ZONE = "/zones/a";

  private final Provider provider = new Provider();

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite),
        Named.of("PostgreSQL", TestDatabase::postgresql),
        Named.of("PostgreSQL, two roles", TestDatabase::withTwoRoles));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private TestApp app(TestDatabase database) {
    return TestApp.on(database.with(provider.trusted()));
  }

  private static void awaitKeys(Api somebody) {
    Await.until(
        "the first keys are there",
        Duration.ofSeconds(30),
        () -> somebody.app("GET", "/anybody") != 503);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aTokenOpensWhatItsUserMayDoUntilSomebodyHereSaysOtherwise(Supplier<TestDatabase> place) {
    try (TestApp app = app(place.get())) {
      Tenant tenant = Tenant.by(app.admin());
      String user = tenant.newUser("zones:*");
      Issued key = Issued.by(tenant.api(), user, "zones:*");
      Api token = app.api().as(provider.token(tenant.account(), user, "openid dns.read"));
      awaitKeys(token);

      assertThat(token.app("GET", ZONE)).isEqualTo(200);
      assertThat(token.app("PUT", ZONE)).as("a scope that it lacks").isEqualTo(403);
      assertThat(key.api().app("PUT", ZONE)).as("a key of ours").isEqualTo(200);

      change(tenant, user, "{'scopes':['mail:*']}");
      assertThat(token.app("GET", ZONE)).as("the user may do less now").isEqualTo(403);
      change(tenant, user, "{'scopes':['zones:*'],'enabled':false}");
      assertThat(token.app("GET", ZONE)).as("cut off").isEqualTo(401);
      assertThat(key.api().app("GET", ZONE)).isEqualTo(401);
      change(tenant, user, "{'enabled':true}");
      Await.until("back", Duration.ofSeconds(10), () -> token.app("GET", ZONE) == 200);

      app.admin().patch("/v1/accounts/" + tenant.account(), json("{'api_access':false}")).is(200);
      assertThat(token.app("GET", ZONE)).as("the account has no API access").isEqualTo(403);
    }
  }

  private static void change(Tenant tenant, String user, String change) {
    tenant.api().patch("/v1/users/" + user, json(change)).is(200);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aTokenForSomebodyWhoIsNotHereOpensNothing(Supplier<TestDatabase> place) {
    try (TestApp app = app(place.get())) {
      Tenant tenant = Tenant.by(app.admin());
      Tenant other = Tenant.by(app.admin());
      Api token = app.api().as(provider.token(tenant.account(), "stranger", "dns.read"));
      awaitKeys(token);
      assertThat(token.app("GET", ZONE)).isEqualTo(401);
      String mixed = provider.token(other.account(), tenant.user(), "dns.read");
      assertThat(app.api().as(mixed).app("GET", ZONE)).as("of another account").isEqualTo(401);
      String nowhere = provider.token("nowhere", tenant.user(), "dns.read");
      assertThat(app.api().as(nowhere).app("GET", ZONE)).isEqualTo(401);
      String forged = token.key().substring(0, token.key().length() - 8) + "AAAAAAAA";
      assertThat(app.api().as(forged).app("GET", ZONE)).isEqualTo(401);

      tenant.api().put("/v1/users/stranger", json("{'name':'S','scopes':['zones:*']}")).is(201);
      Await.until("known", Duration.ofSeconds(10), () -> token.app("GET", ZONE) == 200);
    }
  }

  @Test
  void theCallerIsTheUserOfTheTokenInItsAccount() {
    try (TestApp app = app(TestDatabase.sqlite())) {
      Tenant tenant = Tenant.by(app.admin());
      Tenant other = Tenant.by(app.admin());
      Api token = app.api().as(provider.token(tenant.account(), tenant.user(), "people"));
      awaitKeys(token);
      assertThat(token.get("/v1/users/" + tenant.user()).is(200).data("account_id"))
          .isEqualTo(tenant.account());
      token.get("/v1/users/" + other.user()).is(404);
      token.get("/v1/apikeys").is(403, "insufficient-scope");
      token.get("/v1/apikeys/self").is(404);
    }
  }

  @Test
  void aTokenIsIntrospectedLikeAnyAndEndedOnlyWhereItWasIssued() {
    try (TestApp app = app(TestDatabase.sqlite())) {
      Tenant tenant = Tenant.by(app.admin());
      Api token = app.api().as(provider.token(tenant.account(), tenant.user(), "dns.read"));
      awaitKeys(token);
      long head = app.database().head();

      JsonNode told = app.admin().form("/v1/introspect", "token=" + token.key()).is(200).json();
      assertThat(told.path("active").asBoolean()).isTrue();
      assertThat(told.path("scope").asText()).isEqualTo("zones:read");
      Answer refused = app.api().form("/v1/revoke", "token=" + token.key()).is(400);
      assertThat(refused.json().path("error").asText()).isEqualTo("unsupported_token_type");
      assertThat(app.database().head()).isEqualTo(head);
      assertThat(token.app("GET", ZONE)).isEqualTo(200);
    }
  }

  @Test
  void whatATokenIssuesEndsByItsOwnEndAndHoldsNoMoreThanItself() {
    try (TestApp app = app(TestDatabase.sqlite())) {
      Tenant tenant = Tenant.by(app.admin());
      Api token = app.api().as(provider.token(tenant.account(), tenant.user(), "keys dns.read"));
      awaitKeys(token);
      Issued key = Issued.by(token, tenant.user(), "zones:read", "'expires_in':'PT10M'");
      assertThat(key.api().app("GET", ZONE)).isEqualTo(200);

      String path = "/v1/users/" + tenant.user() + "/apikeys";
      token.post(path, json("{'name':'n','scopes':['zones:read']}")).is(403, "beyond-own");
      token
          .post(path, json("{'name':'n','scopes':['zones:write'],'expires_in':'PT10M'}"))
          .is(403, "beyond-own");
    }
  }

  @Test
  void aProviderThatIsAwayKeepsNobodyFromStartingAndNobodyElseOut() {
    provider.goAway();
    try (TestApp app = app(TestDatabase.sqlite())) {
      Tenant tenant = Tenant.by(app.admin());
      Api token = app.api().as(provider.token(tenant.account(), tenant.user(), "dns.read"));
      assertThat(token.app("GET", ZONE)).isEqualTo(503);
      assertThat(tenant.api().app("GET", ZONE)).isEqualTo(200);
      Await.until(
          "said",
          Duration.ofSeconds(10),
          () ->
              app.api()
                  .get("/v1/health")
                  .is(200)
                  .json()
                  .toString()
                  .contains("the keys of issuer corp could not be fetched lately"));

      provider.comeBack();
      awaitKeys(token);
      assertThat(token.app("GET", ZONE)).isEqualTo(200);
      assertThat(app.api().get("/v1/health").is(200).data().has("concern")).isFalse();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("latchkey-issuer"));
  }
}
