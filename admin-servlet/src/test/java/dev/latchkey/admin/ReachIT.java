package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static dev.latchkey.admin.app.Team.give;
import static dev.latchkey.admin.app.Team.place;
import static dev.latchkey.admin.app.Team.userOf;
import static dev.latchkey.admin.app.Team.wholeKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import org.junit.jupiter.api.Test;

/** Nobody reaches further by handing on roles and keys than they do themselves. */
@OnEachDatabase(settings = {Team.OWNER, Team.SINGLE, Team.ADMIN, Team.READER})
final class ReachIT {
  private final Api operator;
  private final Tenant acme;
  private final Tenant other;

  ReachIT(TestApp app) {
    this.operator = app.admin();
    this.acme = Tenant.by(operator);
    this.other = Tenant.by(operator);
  }

  @Test
  void nobodyGivesARoleWithScopesThatTheyLackThere() {
    Api admin = wholeKey(operator, userOf(operator, acme.account(), "admin")).api();
    String user = userOf(operator, acme.account());

    assertThat(give(admin, acme.account(), user, "owner").is(403, "beyond-own").pointers())
        .containsExactly("#/role");
    give(admin, acme.account(), user, "admin").is(201);
    give(admin, acme.account(), user, "reader").is(200);
  }

  @Test
  void nobodyRaisesThemselves() {
    String user = userOf(operator, acme.account(), "admin");
    Api admin = wholeKey(operator, user).api();

    give(admin, acme.account(), user, "owner").is(403, "beyond-own");
    admin.patch("/v1/users/" + user, json("{'scopes':['*:*']}")).is(403, "beyond-own");
    give(admin, other.account(), user, "reader").is(404, "not-found");
    give(admin, "main", user, "reader").is(404, "not-found");
  }

  @Test
  void aNarrowKeyGivesNoRoleThatItsOwnerCould() {
    String user = userOf(operator, acme.account(), "owner");
    Api narrow = Issued.by(operator, user, "users:write").api();

    give(narrow, acme.account(), userOf(operator, acme.account()), "reader").is(403, "beyond-own");
  }

  @Test
  void oneWhoIsNotThereForTheActorIsNotMadeAMember() {
    give(acme.api(), acme.account(), other.user(), "reader").is(404, "not-found");
    give(acme.api(), acme.account(), "admin", "reader").is(404, "not-found");
    give(operator, acme.account(), other.user(), "reader").is(201);
    give(acme.api(), acme.account(), other.user(), "admin").is(200);
    acme.api().delete(place(acme.account(), other.user())).is(200);
    give(acme.api(), acme.account(), other.user(), "reader").is(404, "not-found");
  }

  @Test
  void nobodyFromElsewhereBecomesAnOperator() {
    give(operator, "main", acme.user(), "reader").is(409, "conflict");
    String clerk = userOf(operator, "main", "reader");
    Api api = wholeKey(operator, clerk).api();

    api.get("/v1/users?account=" + acme.account()).is(200);
    give(operator, acme.account(), clerk, "admin").is(201);
    // an operator is one by what they hold at home
    api.get("/v1/audit?account=" + other.account()).is(403, "operators-only");
    api.get("/v1/audit?account=" + acme.account()).is(200);
    api.get("/v1/audit/verify").is(403, "operators-only");
    api.patch("/v1/users/" + other.user(), json("{'name':'x'}")).is(404, "not-found");
  }

  @Test
  void nobodyHoldsAKeyThatReachesFurtherByItsOwnerThanTheyDo() {
    String user = userOf(operator, acme.account());
    give(operator, other.account(), user, "admin").is(201);
    Api admin = acme.api();
    String keys = "/v1/users/" + user + "/apikeys";
    Issued key = Issued.by(operator, user, "zones:read");

    assertThat(
            admin
                .post(keys, json("{'name':'n','scopes':['zones:read']}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/scopes/0");
    admin.post(keys, json("{'name':'n','owner_scopes':true}")).is(403, "beyond-own");
    admin.post(key.path() + "/rotate", "").is(403, "beyond-own");
    admin.patch(key.path(), json("{'scopes':['zones:*']}")).is(403, "beyond-own");
    admin.patch(key.path(), json("{'owner_scopes':true}")).is(403, "beyond-own");
    admin.patch(key.path(), json("{'enabled':false}")).is(200);
    admin.patch(key.path(), json("{'enabled':true}")).is(403, "beyond-own");
    admin.post(key.path() + "/revoke", "").is(200);
    // where the roles overlap in part only, what they have in common counts
    String mixed = userOf(operator, acme.account());
    operator.patch("/v1/users/" + mixed, json("{'scopes':['*:read']}")).is(200);
    give(operator, other.account(), mixed, "admin").is(201);
    admin
        .post("/v1/users/" + mixed + "/apikeys", json("{'name':'n','scopes':['*:read']}"))
        .is(403, "beyond-own");
  }

  @Test
  void ownersOfKeysUseWhatTheyHoldElsewhere() {
    String user = userOf(operator, acme.account());
    operator.patch("/v1/users/" + user, json("{'scopes':['apikeys:write']}")).is(200);
    give(operator, other.account(), user, "reader").is(201);
    Api own = wholeKey(operator, user).api();
    String keys = "/v1/users/" + user + "/apikeys";

    own.post(keys, json("{'name':'n','scopes':['zones:read']}")).is(201);
    own.post(keys, json("{'name':'n','owner_scopes':true}")).is(201);
    own.post(keys, json("{'name':'n','scopes':['zones:write']}")).is(403, "beyond-own");
  }

  @Test
  void aNarrowKeyMakesNoneThatHoldsWhateverItsOwnerHolds() {
    Api narrow = Issued.by(acme.api(), acme.user(), "apikeys:write zones:read").api();
    Issued whole = wholeKey(acme.api(), acme.user());
    String keys = "/v1/users/" + acme.user() + "/apikeys";

    assertThat(
            narrow
                .post(keys, json("{'name':'n','owner_scopes':true}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/owner_scopes");
    narrow.post(whole.path() + "/rotate", "").is(403, "beyond-own");
    Issued own = Issued.by(acme.api(), acme.user(), "zones:read");
    narrow.patch(own.path(), json("{'owner_scopes':true}")).is(403, "beyond-own");
    narrow.patch(whole.path(), json("{'scopes':['zones:read']}")).is(200);
    whole.api().post(keys, json("{'name':'n','owner_scopes':true}")).is(403);
  }

  @Test
  void aKeyThatHoldsNoRevealGivesNoneThatHoldsWhateverItsOwnerHolds() {
    Api all = Issued.by(acme.api(), acme.user(), "*:*").api();

    all.post("/v1/users/" + acme.user() + "/apikeys", json("{'name':'n','owner_scopes':true}"))
        .is(403, "beyond-own");
  }

  @Test
  void aRoleInAManagerIsGivenByWhoeverHoldsItInTheManagedAccountsToo() {
    operator
        .patch("/v1/accounts/" + other.account(), json("{'manager_id':'%s'}", acme.account()))
        .is(200);
    // of their own they hold everything in the manager, and nothing in what it manages
    give(acme.api(), acme.account(), userOf(operator, acme.account()), "reader")
        .is(403, "beyond-own");
    Api admin = wholeKey(operator, userOf(operator, acme.account(), "admin")).api();
    give(admin, acme.account(), userOf(operator, acme.account()), "admin").is(201);
    // and in what it manages by that role
    String sub = userOf(operator, other.account());
    give(admin, other.account(), sub, "reader").is(201);
    admin.patch("/v1/users/" + sub, json("{'scopes':['zones:read']}")).is(200);
    admin.patch("/v1/users/" + sub, json("{'scopes':['dns:read']}")).is(403, "beyond-own");
  }

  @Test
  void anOperatorOpensAnAccountToAManagerByWhatTheyHoldThemselves() {
    give(operator, acme.account(), userOf(operator, acme.account()), "admin").is(201);
    Api clerk = Issued.by(operator, "admin", "accounts:write").api();
    String body = json("{'manager_id':'%s'}", acme.account());

    assertThat(
            clerk.patch("/v1/accounts/" + other.account(), body).is(403, "beyond-own").pointers())
        .containsExactly("#/manager_id");
    operator.patch("/v1/accounts/" + other.account(), body).is(200);
    clerk.patch("/v1/accounts/" + other.account(), json("{'manager_id':null}")).is(200);
  }

  @Test
  void oneWithRolesElsewhereIsNotBroughtBackByWhoeverLacksThem() {
    String user = userOf(operator, acme.account());
    give(operator, other.account(), user, "reader").is(201);

    acme.api().patch("/v1/users/" + user, json("{'enabled':false}")).is(200);
    assertThat(
            acme.api()
                .patch("/v1/users/" + user, json("{'enabled':true}"))
                .is(403, "beyond-own")
                .pointers())
        .containsExactly("#/enabled");
    operator.patch("/v1/users/" + user, json("{'enabled':true}")).is(200);
  }
}
