package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static dev.latchkey.admin.app.Team.give;
import static dev.latchkey.admin.app.Team.place;
import static dev.latchkey.admin.app.Team.reads;
import static dev.latchkey.admin.app.Team.userOf;
import static dev.latchkey.admin.app.Team.wholeKey;
import static dev.latchkey.admin.app.Team.writes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What roles give, where they are held, and how fast they come and go. */
@OnEachDatabase(settings = {Team.OWNER, Team.SINGLE, Team.ADMIN, Team.READER})
final class MembersIT {
  private final TestApp app;
  private final Api operator;
  private final Tenant acme;
  private final Tenant other;

  MembersIT(TestApp app) {
    this.app = app;
    this.operator = app.admin();
    this.acme = Tenant.by(operator);
    this.other = Tenant.by(operator);
  }

  @Test
  void theDeclaredRolesAreThere() {
    Answer roles = acme.api().get("/v1/roles").is(200);

    assertThat(roles.each("name")).containsExactly("admin", "owner", "reader");
    assertThat(roles.each("single")).containsExactly("false", "true", "false");
    assertThat(roles.data().at("/2/scopes").toString())
        .isEqualTo("[\"zones:read\",\"apikeys:read\",\"users:read\"]");
    app.api().get("/v1/roles").is(401);
    assertThat(operator.get("/v1/audit?action=role.set").is(200).each("target"))
        .containsExactlyInAnyOrder("admin", "owner", "reader");
  }

  @Test
  void aRoleAddsToWhatAUserMayDoAtHomeAndEndsAtOnce() {
    String user = userOf(operator, acme.account(), "reader");
    Issued key = Issued.by(operator, user, "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(reads(key, acme.account())).isEqualTo(200);

    Answer taken = operator.delete(place(acme.account(), user)).is(200);

    assertThat(taken.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(key.reads("a")).isEqualTo(403);
    assertThat(reads(key, acme.account())).isEqualTo(403);
    give(operator, acme.account(), user, "reader").is(201);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void aRoleElsewhereActsThereAloneAndEndsAtOnce() {
    String user = userOf(operator, acme.account());
    give(operator, other.account(), user, "reader").is(201);
    Issued key = Issued.by(operator, user, "zones:read");

    assertThat(reads(key, other.account())).isEqualTo(200);
    assertThat(writes(key, other.account())).isEqualTo(403);
    assertThat(reads(key, acme.account())).isEqualTo(403);
    assertThat(key.reads("a")).isEqualTo(403);
    operator.delete(place(other.account(), user)).is(200);
    assertThat(reads(key, other.account())).isEqualTo(403);
  }

  @Test
  void anotherRoleTakesThePlaceOfTheOneBeforeAtOnce() {
    String user = userOf(operator, acme.account(), "admin");
    Issued key = Issued.by(operator, user, "zones:*");
    assertThat(writes(key, acme.account())).isEqualTo(200);

    Answer changed = give(operator, acme.account(), user, "reader").is(200);

    assertThat(changed.data("role")).isEqualTo("reader");
    assertThat(writes(key, acme.account())).isEqualTo(403);
    assertThat(reads(key, acme.account())).isEqualTo(200);
  }

  @Test
  void theSameRoleAgainIsNothingNew() {
    String user = userOf(operator, acme.account(), "reader");
    long head = app.database().head();

    give(operator, acme.account(), user, "reader").is(200);

    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void theAccountOfThePathIsTakenAsItStands() {
    Issued key = Issued.by(acme.api(), acme.user(), "zones:read");
    assertThat(reads(key, acme.account())).isEqualTo(200);
    for (String place :
        List.of(
            acme.account().toUpperCase(Locale.ROOT),
            acme.account() + "%20",
            "%20" + acme.account(),
            "%C3%BC",
            "*",
            "%7Borg%7D",
            "@" + acme.account(),
            acme.account() + ":x",
            "nowhere",
            other.account())) {
      assertThat(reads(key, place)).as(place).isEqualTo(403);
    }
    for (String unsafe : List.of(acme.account() + "%2F", acme.account() + "%00", "%2e%2e", "")) {
      assertThat(reads(key, unsafe)).as(unsafe).isEqualTo(400);
    }
    assertThat(reads(key, acme.account() + ";x=" + other.account())).isEqualTo(200);
  }

  @Test
  void aKeyThatHoldsWhateverItsOwnerHoldsChangesWithThem() {
    String user = userOf(operator, acme.account(), "reader");
    Issued key = wholeKey(operator, user);
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(writes(key, acme.account())).isEqualTo(403);
    assertThat(reads(key, other.account())).isEqualTo(403);

    give(operator, acme.account(), user, "admin").is(200);
    assertThat(writes(key, acme.account())).isEqualTo(200);
    give(operator, other.account(), user, "reader").is(201);
    assertThat(reads(key, other.account())).isEqualTo(200);
    assertThat(writes(key, other.account())).isEqualTo(403);
    operator.patch("/v1/users/" + user, json("{'scopes':['dns:read']}")).is(200);
    assertThat(key.api().get("/v1/apikeys/self").data().path("effective_scopes").toString())
        .contains("dns:read", "zones:*");
    operator.delete(place(acme.account(), user)).is(200);
    assertThat(key.reads("a")).isEqualTo(403);
    operator.patch("/v1/users/" + user, json("{'enabled':false}")).is(200);
    assertThat(reads(key, other.account())).isEqualTo(401);
  }

  @Test
  void aKeyShowsWhetherItHoldsWhateverItsOwnerHolds() {
    Issued key = wholeKey(acme.api(), acme.user());
    Answer shown = acme.api().get(key.path()).is(200);

    assertThat(shown.data().path("owner_scopes").asBoolean()).isTrue();
    assertThat(shown.data().path("scopes")).isEmpty();
    Answer own = acme.api().patch(key.path(), json("{'scopes':['zones:read']}")).is(200);
    assertThat(own.data().path("owner_scopes").asBoolean()).isFalse();
    assertThat(writes(key, acme.account())).isEqualTo(403);
    acme.api().patch(key.path(), json("{'owner_scopes':true}")).is(200);
    assertThat(writes(key, acme.account())).isEqualTo(200);
    String keys = "/v1/users/" + acme.user() + "/apikeys";
    assertThat(
            acme.api()
                .call("PATCH", key.path(), json("{'owner_scopes':false}"))
                .is(400, "invalid-body")
                .pointers())
        .containsExactly("#/scopes");
    for (String both :
        List.of("{'name':'n','scopes':['a:b'],'owner_scopes':true}", "{'name':'n'}")) {
      acme.api().post(keys, json(both)).is(400, "invalid-body");
    }
  }

  @Test
  void whateverTheOwnerHoldsIsRevealOnlyByItsName() {
    String all = acme.newUser("*:*");
    Issued key = wholeKey(acme.api(), all);

    key.api().post(key.path() + "/reveal", "").is(403, "insufficient-scope");
    Issued named = wholeKey(acme.api(), acme.user());
    named.api().post(key.path() + "/reveal", "").is(409, "conflict");
  }

  @Test
  void aManagedAccountIsOpenToTheMembersOfItsManagerAtOnceAndNoLonger() {
    String user = userOf(operator, acme.account(), "admin");
    Issued key = wholeKey(operator, user);
    Issued fixed = Issued.by(operator, user, "zones:read");
    assertThat(reads(key, other.account())).isEqualTo(403);

    Answer managed = manage(other.account(), "'" + acme.account() + "'").is(200);

    assertThat(managed.data("manager_id")).isEqualTo(acme.account());
    assertThat(writes(key, other.account())).isEqualTo(200);
    assertThat(reads(fixed, other.account())).isEqualTo(200);
    assertThat(writes(fixed, other.account())).isEqualTo(403);
    assertThat(reads(Issued.by(other.api(), other.user(), "zones:read"), acme.account()))
        .isEqualTo(403);
    give(operator, acme.account(), user, "reader").is(200);
    assertThat(writes(key, other.account())).isEqualTo(403);
    assertThat(reads(key, other.account())).isEqualTo(200);
    Answer alone = manage(other.account(), "null").is(200);
    assertThat(alone.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(reads(key, other.account())).isEqualTo(403);
    assertThat(reads(fixed, other.account())).isEqualTo(403);
  }

  @Test
  void whatAUserHoldsOfTheirOwnIsNoRole() {
    Issued key = wholeKey(acme.api(), acme.user());
    manage(other.account(), "'" + acme.account() + "'").is(200);

    assertThat(writes(key, acme.account())).isEqualTo(200);
    assertThat(reads(key, other.account())).isEqualTo(403);
  }

  @Test
  void managersAreOneLevelDeepAndNobodyManagesTheInstallation() {
    Tenant third = Tenant.by(operator);
    manage(other.account(), "'" + acme.account() + "'").is(200);

    manage(third.account(), "'" + other.account() + "'").is(409, "conflict");
    manage(acme.account(), "'" + third.account() + "'").is(409, "conflict");
    manage(acme.account(), "'" + acme.account() + "'").is(409, "conflict");
    manage(acme.account(), "'" + other.account() + "'").is(409, "conflict");
    manage("main", "'" + acme.account() + "'").is(409, "conflict");
    assertThat(manage(acme.account(), "'nowhere'").is(400, "invalid-body").pointers())
        .containsExactly("#/manager_id");
    acme.api()
        .patch("/v1/accounts/" + acme.account(), json("{'manager_id':'%s'}", third.account()))
        .is(403, "operators-only");
    other
        .api()
        .patch("/v1/accounts/" + other.account(), json("{'manager_id':null}"))
        .is(403, "operators-only");
  }

  @Test
  void replacingAnAccountReplacesItsManagerToo() {
    String account = TestApp.fresh("account");
    String path = "/v1/accounts/" + account;
    Answer made =
        operator.put(path, json("{'name':'n','manager_id':'%s'}", acme.account())).is(201);
    assertThat(made.data("manager_id")).isEqualTo(acme.account());

    operator.patch(path, json("{'name':'other'}")).is(200);
    assertThat(operator.get(path).data("manager_id")).isEqualTo(acme.account());
    operator.put(path, json("{'name':'n'}")).is(200);
    assertThat(operator.get(path).data().path("manager_id").isNull()).isTrue();
  }

  @Test
  void membersAreListedByUserAndRolesShownWhereTheyAreOnesBusiness() {
    List<String> users =
        Stream.generate(() -> userOf(operator, acme.account(), "reader")).limit(3).toList();
    give(operator, other.account(), users.get(0), "admin").is(201);
    String members = "/v1/accounts/" + acme.account() + "/members";

    Answer first = acme.api().get(members + "?limit=2").is(200);
    Answer second =
        acme.api().get(members + "?limit=2&cursor=" + first.json().path("next").asText()).is(200);

    assertThat(Stream.of(first, second).flatMap(p -> p.each("user_id").stream()))
        .containsExactlyElementsOf(users);
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(acme.api().get("/v1/users/" + users.get(0)).data().path("roles").toString())
        .isEqualTo(json("[{'account_id':'%s','role':'reader'}]", acme.account()));
    assertThat(operator.get("/v1/users/" + users.get(0)).data().path("roles")).hasSize(2);
    assertThat(acme.api().get("/v1/users").is(200).data().findValuesAsText("role")).hasSize(3);
    acme.api().get("/v1/accounts/" + other.account() + "/members").is(404, "not-found");
    other.api().get(members).is(404, "not-found");
    assertThat(
            acme.api().get("/v1/audit?action=member.set&user=" + users.get(1)).each("account_id"))
        .containsExactly(acme.account());
  }

  @Test
  void anActorSeesTheAccountsInWhichTheyHoldWhatTheCallTakes() {
    String user = userOf(operator, acme.account(), "reader");
    give(operator, other.account(), user, "admin").is(201);
    Api api = wholeKey(operator, user).api();
    Issued key = Issued.by(other.api(), other.user(), "zones:read");

    api.get(key.path()).is(200);
    assertThat(api.get("/v1/apikeys?account=" + other.account()).is(200).each("account_id"))
        .containsOnly(other.account());
    assertThat(api.get("/v1/apikeys").is(200).each("account_id")).containsOnly(acme.account());
    assertThat(api.get("/v1/users?account=" + other.account()).is(200).each("id"))
        .containsExactly(other.user());
    api.get("/v1/audit?account=" + other.account()).is(200);
    api.get("/v1/audit").is(403, "insufficient-scope");
    api.post(key.path() + "/revoke", "").is(200);
    assertThat(key.reads("a")).isEqualTo(401);
    // in their own account they only read
    api.get("/v1/users/" + acme.user()).is(200);
    api.patch("/v1/users/" + acme.user(), json("{'name':'x'}")).is(404, "not-found");
    api.post("/v1/users/" + acme.user() + "/apikeys", json("{'name':'n','scopes':['zones:read']}"))
        .is(404, "not-found");
    api.get("/v1/nodes").is(403, "insufficient-scope");
    // and in others nothing
    Tenant third = Tenant.by(operator);
    api.get("/v1/users/" + third.user()).is(404, "not-found");
    api.get("/v1/apikeys?account=" + third.account()).is(403, "operators-only");
    api.get("/v1/users?account=nowhere").is(403, "operators-only");
  }

  @Test
  void whatARoleLetsOneDoEndsWithIt() {
    String user = userOf(operator, acme.account());
    give(operator, other.account(), user, "admin").is(201);
    Api api = wholeKey(operator, user).api();
    api.get("/v1/users/" + other.user()).is(200);

    operator.delete(place(other.account(), user)).is(200);

    api.get("/v1/users/" + other.user()).is(403, "insufficient-scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'Reader'", "'nobody'", "''", "null", "1", "['reader']"})
  void onlyADeclaredRoleCanBeGiven(String role) {
    String user = userOf(operator, acme.account());

    assertThat(
            operator
                .put(place(acme.account(), user), json("{'role':%s}", role))
                .is(400, "invalid-body")
                .pointers())
        .containsExactly("#/role");
  }

  @Test
  void whoOrWhatIsNotThereHasNoRole() {
    String user = userOf(operator, acme.account());

    give(operator, "nowhere", user, "reader").is(404, "not-found");
    give(operator, acme.account(), "nobody", "reader").is(404, "not-found");
    operator.delete(place(acme.account(), user)).is(404, "not-found");
    operator.delete(place("nowhere", user)).is(404, "not-found");
  }

  @Test
  void aRoleForOneAloneHasOneHolderHoweverManyAreNamedAtOnce() throws Exception {
    List<String> users = Stream.generate(() -> userOf(operator, acme.account())).limit(6).toList();
    ExecutorService pool = Executors.newFixedThreadPool(users.size());
    try {
      List<Callable<Integer>> calls =
          users.stream()
              .<Callable<Integer>>map(
                  user -> () -> give(acme.api(), acme.account(), user, "owner").status())
              .toList();
      List<Integer> answers =
          pool.invokeAll(calls).stream().map(MembersIT::result).sorted().toList();
      assertThat(answers).containsExactly(201, 409, 409, 409, 409, 409);
    } finally {
      pool.shutdownNow();
    }
    assertThat(acme.api().get("/v1/accounts/" + acme.account() + "/members").each("role"))
        .containsExactly("owner");
  }

  private static Integer result(Future<Integer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRoleForOneAloneChangesHandsByItsHolderOrAnOperator() {
    String first = userOf(operator, acme.account(), "owner");
    String second = userOf(operator, acme.account(), "admin");
    Api holder = wholeKey(operator, first).api();

    Answer refused = give(acme.api(), acme.account(), second, "owner").is(409, "conflict");
    assertThat(refused.text()).doesNotContain(first);
    acme.api().delete(place(acme.account(), first)).is(409, "conflict");
    give(acme.api(), acme.account(), first, "reader").is(409, "conflict");
    give(holder, acme.account(), second, "owner").is(200);
    assertThat(roles(acme)).isEqualTo(Map.of(second, "owner"));
    holder.get("/v1/users").is(403, "insufficient-scope");

    give(holder.as(wholeKey(operator, second).text()), acme.account(), first, "owner").is(201);
    give(operator, acme.account(), second, "owner").is(201);
    assertThat(roles(acme)).isEqualTo(Map.of(second, "owner"));
    operator.delete(place(acme.account(), second)).is(200);
    give(acme.api(), acme.account(), first, "owner").is(201);
  }

  private static Map<String, String> roles(Tenant tenant) {
    Answer members = tenant.api().get("/v1/accounts/" + tenant.account() + "/members");
    List<String> users = members.each("user_id");
    List<String> roles = members.each("role");
    return Stream.iterate(0, i -> i < users.size(), i -> i + 1)
        .collect(Collectors.toMap(users::get, roles::get));
  }

  private Answer manage(String account, String manager) {
    return operator.patch("/v1/accounts/" + account, json("{'manager_id':%s}", manager));
  }
}
