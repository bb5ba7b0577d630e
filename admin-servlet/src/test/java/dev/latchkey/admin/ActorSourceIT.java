package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.exchange.SignIn;
import dev.latchkey.key.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An app that says itself who is calling. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ActorSourceIT {
  private TestApp app;

  /** As an app would read it from its session. */
  private static Optional<SignIn> who(HttpServletRequest request) {
    String name = Optional.ofNullable(request.getHeader("X-Test-Who")).orElse("");
    return switch (name) {
      case "" -> Optional.empty();
      case "broken" -> throw new IllegalStateException("the session store is away");
      case "guest" -> Optional.of(new SignIn(name, new AccountId("acme"), Set.of()));
      case "stranger" -> Optional.of(new SignIn(name, new AccountId("acme"), Set.of("nobody")));
      case "operator" -> Optional.of(new SignIn(name, new AccountId("main"), Set.of("admin")));
      default -> Optional.of(new SignIn(name, new AccountId("acme"), Set.of("admin", "nobody")));
    };
  }

  @BeforeAll
  void start() {
    ActorSource source = ActorSourceIT::who;
    app =
        TestApp.on(
            TestDatabase.sqlite().with(Team.ADMIN),
            context -> context.setAttribute(ActorSource.ATTRIBUTE, source));
    app.admin().put("/v1/accounts/acme", json("{'name':'Acme'}")).is(201);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private Api as(String name) {
    return app.api().with("X-Test-Who", name);
  }

  @Test
  void whoeverTheAppNamesActsInTheirAccountByTheirRoles() {
    Api page = as("ada").with("Origin", app.api().address());

    page.put("/v1/users/dev", json("{'name':'n','scopes':['zones:read']}")).is(201);
    assertThat(as("ada").get("/v1/audit?user=dev").is(200).each("actor"))
        .containsExactly("login:ada");
    as("ada").get("/v1/users/admin").is(404, "not-found");
    as("ada").get("/v1/nodes").is(403, "insufficient-scope");
    as("ada").put("/v1/users/dev", json("{'name':'n','scopes':[]}")).is(403, "other-site");
  }

  @Test
  void whoeverHasNoDeclaredRoleIsNotLetIn() {
    as("guest").get("/v1/users").is(403, "not-a-member");
    as("stranger").get("/v1/users").is(403, "not-a-member");
    as("").get("/v1/users").is(401, "unauthenticated");
  }

  @Test
  void membersOfTheInstallationsOwnAccountAreOperatorsInWhatTheyHold() {
    as("operator").get("/v1/users?account=acme").is(200);
    as("operator").get("/v1/audit/verify").is(200);
    as("operator").get("/v1/nodes").is(403, "insufficient-scope");
  }

  @Test
  void anAppThatCannotTellLetsNobodyIn() {
    as("broken").get("/v1/users").is(503, "unavailable");
    as("broken").get("/v1/health").is(200);
  }

  @Test
  void aKeyGoesBeforeTheApp() {
    Api both = app.admin().with("X-Test-Who", "broken");
    both.get("/v1/nodes").is(200);
    assertThat(as("ada").as("latchkey_live_wrong").get("/v1/users").status()).isEqualTo(401);
  }
}
