package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static dev.latchkey.admin.app.Team.give;
import static dev.latchkey.admin.app.Team.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Realm;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is logged in to the container acts as far as the roles of their groups go. */
@OnEachDatabase(settings = {Team.OWNER, Team.SINGLE, Team.ADMIN, Team.READER})
final class LoginIT {
  private static final String KEY_LIKE = "key_0123456789AB";

  private static final Map<TestApp, Site> SITES = new HashMap<>();

  private final Api operator;
  private final String account;
  private final String user;
  private final TestApp app;
  private final TestApp sessions;

  LoginIT(TestApp first) {
    Site site = SITES.computeIfAbsent(first, Site::beside);
    this.operator = first.admin();
    this.account = site.account();
    this.user = site.user();
    this.app = site.basic();
    this.sessions = site.form();
  }

  @AfterAll
  static void close() {
    SITES.values().forEach(Site::close);
    SITES.clear();
  }

  /** One app whose users log in at each request, and one where they do once. */
  private record Site(String account, String user, TestApp basic, TestApp form) {
    static Site beside(TestApp first) {
      String account = TestApp.fresh("intranet");
      first.admin().put("/v1/accounts/" + account, json("{'name':'The intranet'}")).is(201);
      String user = Team.userOf(first.admin(), account);
      Realm realm =
          new Realm()
              .with("grace", "API Tokens Group")
              .with("bob", "staff")
              .with("eve", "api tokens group", "API Tokens", "admin", "reader", "zones:*")
              .with("admin", "staff")
              .with("x".repeat(201), "staff")
              .with("Ada Okafor, R&D", "staff")
              .with(KEY_LIKE, "API Tokens Group")
              .with(user, "staff");
      TestDatabase database =
          first
              .database()
              .with(
                  "latchkey.admin.login = on",
                  "latchkey.admin.login.account = " + account,
                  "latchkey.admin.login.role.admin = API Tokens Group, root",
                  "latchkey.admin.login.role.reader = staff");
      return new Site(
          account, user, TestApp.on(database, realm::basic), TestApp.on(database, realm::form));
    }

    void close() {
      basic.close();
      form.close();
    }
  }

  private Api as(String name) {
    return app.api().with("Authorization", Realm.login(name));
  }

  /** A script of a page of the app. */
  private Api page(String name) {
    return as(name).with("Sec-Fetch-Site", "same-origin").with("Origin", app.api().address());
  }

  @Test
  void SCOUTPRIME_1_onlyMembersOfANamedGroupMayCall() {
    assertThat(as("grace").get("/v1/users").is(200).each("id")).contains(user);
    as("eve").get("/v1/users").is(403, "not-a-member");
    as("eve").get("/v1/roles").is(403, "not-a-member");
    app.api().get("/v1/users").is(401, "unauthenticated");
    as("mallory").get("/v1/users").is(401, "unauthenticated");
    as("eve").get("/v1/health").is(200);
  }

  @Test
  void aGroupGivesItsRoleAndNoMore() {
    as("bob").get("/v1/users").is(200);
    page("bob").patch("/v1/users/" + user, json("{'name':'x'}")).is(403, "insufficient-scope");
    as("bob").get("/v1/nodes").is(403, "insufficient-scope");
    as("bob").get("/v1/accounts/" + account).is(403, "insufficient-scope");
    Tenant other = Tenant.by(operator);
    as("grace").get("/v1/users/" + other.user()).is(404, "not-found");
    as("grace").get("/v1/users?account=" + other.account()).is(403, "operators-only");
    as("grace").get("/v1/audit/verify").is(403, "operators-only");
    page("grace")
        .put("/v1/users/" + TestApp.fresh("user"), json("{'name':'n','scopes':['dns:read']}"))
        .is(403, "beyond-own");
  }

  @Test
  void theJournalNamesTheLogin() {
    String made = TestApp.fresh("user");
    page("grace").put("/v1/users/" + made, json("{'name':'n','scopes':['zones:*']}")).is(201);
    Answer key =
        page("grace")
            .post("/v1/users/" + made + "/apikeys", json("{'name':'n','scopes':['zones:read']}"))
            .is(201);

    assertThat(key.data("created_by")).isEqualTo("login:grace");
    assertThat(as("grace").get("/v1/audit?user=" + made).is(200).each("actor"))
        .containsOnly("login:grace");
    assertThat(app.api().as(key.data("key")).app("GET", "/zones/a")).isEqualTo(200);
  }

  @Test
  void aLoginThatIsNamedLikeAKeyIsNotThatKey() {
    String made = TestApp.fresh("user");
    page(KEY_LIKE).put("/v1/users/" + made, json("{'name':'n','scopes':[]}")).is(201);

    assertThat(as("grace").get("/v1/audit?user=" + made).is(200).each("actor"))
        .containsExactly("login:" + KEY_LIKE);
    assertThat(as("grace").get("/v1/audit?actor=" + KEY_LIKE).is(200).data()).isEmpty();
    as(KEY_LIKE).get("/v1/apikeys/self").is(404, "not-found");
  }

  @Test
  void aNameMayBeOfAnyFormThatTheJournalCanKeep() {
    as("Ada Okafor, R&D").get("/v1/users").is(200);
    as("x".repeat(201)).get("/v1/users").is(403, "not-a-member");
    as("x".repeat(201)).get("/v1/health").is(200);
  }

  @Test
  void aKeyGoesBeforeTheLogin() {
    Issued key = Issued.by(operator, "admin", "users:read");
    Api both = page("grace");

    // the container sees no login beside a bearer token; a session stays
    assertThat(session("grace", "GET", "/v1/users", "", "Authorization", "Bearer " + key.text()))
        .isEqualTo(200);
    assertThat(
            session(
                "grace",
                "PUT",
                "/v1/users/" + TestApp.fresh("user"),
                json("{'name':'n','scopes':[]}"),
                "Authorization",
                "Bearer " + key.text(),
                "Sec-Fetch-Site",
                "same-origin"))
        .isEqualTo(403);
    operator.post(key.path() + "/revoke", "").is(200);
    assertThat(session("grace", "GET", "/v1/users", "", "Authorization", "Bearer " + key.text()))
        .isEqualTo(401);
    both.get("/v1/users").is(200);
  }

  @Test
  void aUserWhoIsDisabledIsNotLetInByAnyName() {
    as(user).get("/v1/users").is(200);

    operator.patch("/v1/users/" + user, json("{'enabled':false}")).is(200);

    as(user).get("/v1/users").is(403, "not-a-member");
    operator.patch("/v1/users/" + user, json("{'enabled':true}")).is(200);
    as(user).get("/v1/users").is(200);
  }

  @Test
  void theRolesOfAUserCountAndEndAtOnce() {
    Tenant other = Tenant.by(operator);
    as(user).get("/v1/users/" + other.user()).is(404, "not-found");

    give(operator, other.account(), user, "admin").is(201);
    as(user).get("/v1/users/" + other.user()).is(200);
    page(user).patch("/v1/users/" + other.user(), json("{'name':'by a login'}")).is(200);
    operator.delete(place(other.account(), user)).is(200);
    as(user).get("/v1/users/" + other.user()).is(404, "not-found");
  }

  @Test
  void theOwnScopesOfAUserDoNotCountNorDoesAUserOfAnotherAccount() {
    operator.patch("/v1/users/" + user, json("{'scopes':['*:*']}")).is(200);

    page(user).patch("/v1/users/" + user, json("{'name':'x'}")).is(403, "insufficient-scope");
    operator.patch("/v1/users/" + user, json("{'scopes':[]}")).is(200);
    // there is an admin in the installation's own account, who may do everything
    as("admin").get("/v1/users").is(200);
    as("admin").get("/v1/nodes").is(403, "insufficient-scope");
    as("admin").get("/v1/users/admin").is(404, "not-found");
  }

  @Test
  void whatTheAccountManagesIsOpenToItsGroups() {
    Tenant managed = Tenant.by(operator);
    operator
        .patch("/v1/accounts/" + managed.account(), json("{'manager_id':'%s'}", account))
        .is(200);

    as("bob").get("/v1/users/" + managed.user()).is(200);
    operator.patch("/v1/accounts/" + managed.account(), json("{'manager_id':null}")).is(200);
    as("bob").get("/v1/users/" + managed.user()).is(404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, ''",
    "same-site, ''",
    "none, ''",
    "'', https://evil.example",
    "'', null",
    "'', HERE.evil.example",
    "'', HERE/",
    "'', http://127.0.0.1",
    "'', ''",
    "cross-site, HERE",
    "same-site, HERE",
    "SAME-ORIGIN, ''"
  })
  void aCallThatAnotherSiteCouldHaveSentIsRefused(String site, String origin) {
    Api api = as("grace");
    api = site.isEmpty() ? api : api.with("Sec-Fetch-Site", site);
    String here = app.api().address();
    api = origin.isEmpty() ? api : api.with("Origin", origin.replace("HERE", here));
    String path = "/v1/users/" + user;
    long head = app.database().head();

    api.patch(path, json("{'name':'forged'}")).is(403, "other-site");
    api.put(path, json("{'name':'forged','scopes':[]}")).is(403, "other-site");
    api.post(path + "/apikeys", json("{'name':'n','scopes':['zones:read']}")).is(403, "other-site");
    api.with("Content-Type", "application/json").delete(place(account, user)).is(403, "other-site");
    assertThat(app.database().head()).isEqualTo(head);
    api.get(path).is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
        ""
      })
  void aBodyThatAFormCouldSendIsRefused(String type) {
    byte[] body = json("{'name':'forged'}").getBytes(StandardCharsets.UTF_8);

    page("grace").call("PATCH", "/v1/users/" + user, body, type).is(403, "other-site");
  }

  @Test
  void aPageOfTheAppMayChangeThings() {
    String path = "/v1/users/" + user;
    as("grace").with("Sec-Fetch-Site", "same-origin").patch(path, json("{'name':'a'}")).is(200);
    as("grace").with("Origin", app.api().address()).patch(path, json("{'name':'b'}")).is(200);
    give(page("grace"), account, user, "reader").is(201);
    page("grace").delete(place(account, user)).is(403, "other-site");
    page("grace").with("Content-Type", "application/json").delete(place(account, user)).is(200);
  }

  @Test
  void whoeverIsLoggedInHasNoKeyToIntrospectWith() {
    page("grace").form("/v1/introspect", "token=x").is(401);
  }

  @Test
  void aSessionOfTheContainerIsALoginToo() {
    assertThat(session("bob", "GET", "/v1/users", "")).isEqualTo(200);
    assertThat(session("eve", "GET", "/v1/users", "")).isEqualTo(403);
    String path = "/v1/users/" + user;
    assertThat(session("grace", "PATCH", path, json("{'name':'x'}"))).isEqualTo(403);
    assertThat(
            session("grace", "PATCH", path, json("{'name':'x'}"), "Sec-Fetch-Site", "same-origin"))
        .isEqualTo(200);
    assertThat(
            session("grace", "PATCH", path, json("{'name':'x'}"), "Sec-Fetch-Site", "cross-site"))
        .isEqualTo(403);
  }

  /** Logs in by the form, and calls with the cookie of that. */
  private int session(String name, String method, String path, String body, String... headers) {
    try {
      String here = sessions.api().address();
      HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      HttpRequest login =
          HttpRequest.newBuilder(URI.create(here + "/j_security_check"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(Realm.form(name)))
              .build();
      assertThat(browser.send(login, BodyHandlers.ofString()).statusCode()).isIn(302, 303);
      HttpRequest.Builder call =
          HttpRequest.newBuilder(URI.create(here + "/latchkey" + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body));
      if (headers.length > 0) {
        call.headers(headers);
      }
      return browser.send(call.build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
