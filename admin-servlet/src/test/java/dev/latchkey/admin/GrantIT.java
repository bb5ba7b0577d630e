package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody hands on more than they hold. */
@OnEachDatabase
@SuppressWarnings("TimeInStaticInitializer") // days away: the moment does not matter
final class GrantIT {
  private static final String MANAGE = "apikeys:* users:* zones:read dns:write:a";
  private final String soon =
      Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
  private final String later =
      Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();

  private final TestApp app;
  private final Tenant tenant;

  /** A key that may manage keys and little else, for two days, from these networks. */
  private final Issued manager;

  private final Api api;
  private final String keys;

  GrantIT(TestApp app) {
    this.app = app;
    this.tenant = Tenant.by(app.admin());
    this.manager =
        Issued.by(
            tenant.api(),
            tenant.user(),
            MANAGE,
            "'expires_at':'" + soon + "','allowed_ips':['127.0.0.0/8','10.0.0.0/9']");
    this.api = manager.api();
    this.keys = "/v1/users/" + tenant.user() + "/apikeys";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zones:write",
        "zones:*",
        "*:read",
        "*:*",
        "dns:write",
        "dns:write:b",
        "dns:*",
        "apikeys:reveal",
        "apikeys:reveal:x",
        "zones:Read",
        "Zones:read"
      })
  void noScopeBeyondOnesOwn(String scope) {
    Answer refused = issue("'zones:read','" + scope + "'", bounds()).is(403, "beyond-own");

    assertThat(refused.pointers()).containsExactly("#/scopes/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zones:read", "zones:read:x", "apikeys:*", "apikeys:read", "dns:write:a"})
  void whatIsCoveredMayBeHandedOn(String scope) {
    issue("'" + scope + "'", bounds()).is(201);
  }

  @Test
  void noWildcardCoversReveal() {
    Issued almighty = Issued.by(tenant.api(), tenant.user(), "*:* apikeys:* apikeys:write");
    String body = json("{'name':'n','scopes':['apikeys:reveal']}");

    almighty.api().post(keys, body).is(403, "beyond-own");
    tenant.api().post(keys, body).is(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "['0.0.0.0/0']",
        "['10.0.0.0/8']",
        "['10.128.0.0/9']",
        "['127.0.0.1','10.200.0.1']",
        "['::1']"
      })
  void noNetworkBeyondOnesOwn(String networks) {
    Answer refused =
        issue("'zones:read'", "'expires_at':'" + soon + "','allowed_ips':" + networks)
            .is(403, "beyond-own");

    assertThat(refused.pointers()).containsExactly("#/allowed_ips");
  }

  @ParameterizedTest
  @ValueSource(strings = {"['127.0.0.1']", "['10.1.0.0/16','127.0.0.0/8']", "['10.0.0.0/9']"})
  void aNarrowerNetworkMayBeHandedOn(String networks) {
    issue("'zones:read'", "'expires_at':'" + soon + "','allowed_ips':" + networks).is(201);
  }

  @Test
  void noLifetimeBeyondOnesOwn() {
    String here = "'allowed_ips':['127.0.0.1']";

    assertThat(issue("'zones:read'", here).is(403, "beyond-own").pointers())
        .containsExactly("#/expires_at");
    issue("'zones:read'", here + ",'expires_at':'" + later + "'").is(403, "beyond-own");
    issue("'zones:read'", here + ",'expires_in':'P3D'").is(403, "beyond-own");
    issue("'zones:read'", here + ",'expires_at':'" + soon + "'").is(201);
    issue("'zones:read'", here + ",'expires_in':'PT1H'").is(201);
  }

  @Test
  void allThatGoesTooFarIsToldAtOnce() {
    assertThat(issue("'a:b','zones:read','c:d'", "'description':''").is(403).pointers())
        .containsExactly("#/scopes/0", "#/scopes/2", "#/allowed_ips", "#/expires_at");
  }

  @Test
  void theFirstKeyMakesKeysThatOutliveIt() {
    Issued lasting = Issued.by(app.admin(), "admin", "apikeys:write");
    Issued bounded = Issued.by(app.admin(), "admin", "apikeys:write", "'expires_in':'P1D'");

    lasting.api().post("/v1/users/admin/apikeys", forever()).is(201);
    bounded.api().post("/v1/users/admin/apikeys", forever()).is(403, "beyond-own");
  }

  @Test
  void theOwnersPresentScopesBoundWhatAKeyHandsOn() {
    String user = tenant.newUser("apikeys:* zones:* dns:*");
    Issued key = Issued.by(tenant.api(), user, "apikeys:* zones:* dns:*");
    String body = json("{'name':'n','scopes':['dns:read']}");
    key.api().post("/v1/users/" + user + "/apikeys", body).is(201);

    tenant.api().patch("/v1/users/" + user, json("{'scopes':['apikeys:*','zones:*']}")).is(200);
    key.api().post(keys, body).is(403, "beyond-own");
  }

  @Test
  void aKeyBeyondItsOwnerIsRefusedWithAPointer() {
    String user = tenant.newUser("zones:read");
    Answer refused =
        tenant
            .api()
            .post(
                "/v1/users/" + user + "/apikeys",
                json("{'name':'n','scopes':['zones:read','zones:write']}"))
            .is(400, "invalid-body");

    assertThat(refused.pointers()).containsExactly("#/scopes/1");
  }

  @Test
  void aKeyThatHoldsMoreCannotBeRotated() {
    for (String more : beyond()) {
      Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read", more);
      api.post(key.path() + "/rotate", "").is(403, "beyond-own");
      assertThat(key.api().get("/v1/apikeys/self").is(200).data().path("secrets")).hasSize(1);
    }
    Issued strong = Issued.by(tenant.api(), tenant.user(), "zones:write", bounds());
    api.post(strong.path() + "/rotate", "").is(403, "beyond-own");
    Issued inside = Issued.by(tenant.api(), tenant.user(), "zones:read", bounds());
    api.post(inside.path() + "/rotate", "").is(201);
  }

  @Test
  void aKeyThatHoldsMoreCannotBeEnabledAgainButDisabled() {
    Issued strong = Issued.by(tenant.api(), tenant.user(), "zones:write", bounds());

    api.patch(strong.path(), json("{'enabled':false}")).is(200);
    api.patch(strong.path(), json("{'enabled':true}")).is(403, "beyond-own");
    assertThat(strong.reads("a")).isEqualTo(401);
  }

  @Test
  void aKeyThatHoldsMoreMayBeNarrowed() {
    Issued strong = Issued.by(tenant.api(), tenant.user(), "*:*");

    api.patch(strong.path(), json("{'allowed_ips':['192.0.2.0/24']}")).is(200);
    api.patch(strong.path(), json("{'expires_at':'%s'}", later)).is(200);
    api.patch(strong.path(), json("{'expires_at':'%s'}", soon)).is(200);
    api.patch(strong.path(), json("{'scopes':['zones:*','dns:*']}")).is(200);
    api.patch(strong.path(), json("{'scopes':['zones:*']}")).is(200);
    api.patch(strong.path(), json("{'not_before':'%s'}", "2999-01-01T00:00:00Z"))
        .is(400); // beyond its end
    api.patch(strong.path(), json("{'name':'watched','labels':['x']}")).is(200);
    api.post(strong.path() + "/revoke", "").is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'expires_at':null",
        "'allowed_ips':[]",
        "'not_before':null",
        "'scopes':['zones:write','dns:read']",
        "'scopes':['zones:*']"
      })
  void aKeyThatHoldsMoreCannotBeWidened(String change) {
    Issued strong =
        Issued.by(
            tenant.api(),
            tenant.user(),
            "zones:write",
            "'expires_in':'PT1H','allowed_ips':['127.0.0.1'],'not_before':'2999-01-01T00:00:00Z'"
                .replace("'PT1H'", "'P36000D'")
                .replace("2999", "2100"));

    api.patch(strong.path(), json("{%s}", change)).is(403, "beyond-own");
  }

  @Test
  void aScopeIsOnlyAddedWithinOnesOwnBoundsOfPlaceAndTime() {
    Issued anywhere = Issued.by(tenant.api(), tenant.user(), "dns:read");

    assertThat(
            api.patch(anywhere.path(), json("{'scopes':['dns:read','zones:read']}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/allowed_ips", "#/expires_at");
    api.patch(anywhere.path(), json("{'scopes':['dns:read','zones:read'],%s}", bounds())).is(200);
  }

  @Test
  void nobodyLengthensTheirOwnLife() {
    api.patch(manager.path(), json("{'expires_at':null}")).is(403, "beyond-own");
    api.patch(manager.path(), json("{'expires_at':'%s'}", later)).is(403, "beyond-own");
    api.patch(manager.path(), json("{'allowed_ips':[]}")).is(403, "beyond-own");
    api.patch(manager.path(), json("{'scopes':['*:*']}")).is(403, "beyond-own");
  }

  @Test
  void nobodyGivesAUserWhatTheyLack() {
    String id = TestApp.fresh("user");
    assertThat(
            api.put("/v1/users/" + id, json("{'name':'n','scopes':['zones:read','zones:write']}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/scopes/1");
    api.get("/v1/users/" + id).is(404);
    api.put("/v1/users/" + id, json("{'name':'n','scopes':['zones:read']}")).is(201);
    assertThat(
            api.patch("/v1/users/" + id, json("{'scopes':['zones:read','a:b']}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/scopes/1");
  }

  @Test
  void aStrongUserMayBeNarrowedAndDisabledButNotBroughtBack() {
    String strong = tenant.newUser("zones:* dns:* mail:*");

    api.patch("/v1/users/" + strong, json("{'scopes':['zones:*','dns:*']}")).is(200);
    api.patch("/v1/users/" + strong, json("{'name':'renamed'}")).is(200);
    api.put("/v1/users/" + strong, json("{'name':'r','scopes':['zones:*','mail:*']}"))
        .is(403, "beyond-own");
    api.patch("/v1/users/" + strong, json("{'enabled':false}")).is(200);
    api.patch("/v1/users/" + strong, json("{'enabled':true}")).is(403, "beyond-own");
    api.put("/v1/users/" + strong, json("{'name':'r','scopes':['zones:*']}")).is(403, "beyond-own");
    api.put("/v1/users/" + strong, json("{'name':'r','scopes':['zones:read']}")).is(200);
  }

  @Test
  void oneScopeDoesNotOpenTheCallsOfAnother() {
    Issued reader = Issued.by(tenant.api(), tenant.user(), "apikeys:read users:read audit:read");
    Api weak = reader.api();

    weak.post(keys, forever()).is(403, "insufficient-scope");
    weak.patch(reader.path(), json("{'name':'x'}")).is(403, "insufficient-scope");
    weak.post(reader.path() + "/rotate", "").is(403, "insufficient-scope");
    weak.post(reader.path() + "/revoke", "").is(403, "insufficient-scope");
    weak.delete(reader.path()).is(403, "insufficient-scope");
    weak.delete(reader.path() + "/secrets/1").is(403, "insufficient-scope");
    weak.put("/v1/users/x", json("{'name':'n','scopes':[]}")).is(403, "insufficient-scope");
    weak.patch("/v1/users/x", json("{'name':'n'}")).is(403, "insufficient-scope");
    weak.get("/v1/accounts/" + tenant.account()).is(403, "insufficient-scope");
    weak.get("/v1/nodes").is(403, "insufficient-scope");
    Api other = Issued.by(tenant.api(), tenant.user(), "zones:read apikeys:read:x").api();
    other.get(keys).is(403, "insufficient-scope");
    other.get("/v1/apikeys").is(403, "insufficient-scope");
    other.get(reader.path()).is(403, "insufficient-scope");
    other.get("/v1/users").is(403, "insufficient-scope");
    other.get("/v1/users/x").is(403, "insufficient-scope");
    other.get("/v1/audit").is(403, "insufficient-scope");
  }

  private Answer issue(String scopes, String more) {
    return api.post(keys, json("{'name':'n','scopes':[%s],%s}", scopes, more));
  }

  private String bounds() {
    return "'expires_at':'" + soon + "','allowed_ips':['127.0.0.1']";
  }

  private String[] beyond() {
    return new String[] {
      "'expires_at':'" + soon + "'",
      "'allowed_ips':['127.0.0.1']",
      "'allowed_ips':['127.0.0.1'],'expires_at':'" + later + "'",
    };
  }

  private static String forever() {
    return json("{'name':'n','scopes':['apikeys:write']}");
  }
}
