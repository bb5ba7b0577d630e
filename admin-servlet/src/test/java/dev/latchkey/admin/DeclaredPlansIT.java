package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans that the settings declare. */
final class DeclaredPlansIT {
  private static final String FREE = "latchkey.admin.plan.free.";

  private static String planOf(Api admin, String account) {
    return admin.get("/v1/accounts/" + account).is(200).data("plan");
  }

  @Test
  void newAccountsGetTheDefaultPlanAndThoseThatExistKeepWhatTheyHave() {
    TestDatabase database = TestDatabase.sqlite();
    try (TestApp before = TestApp.on(database)) {
      Tenant old = Tenant.by(before.admin());
      String[] lines = {FREE + "kinds = opaque", "latchkey.admin.default-plan = free"};
      try (TestApp after = TestApp.on(before.database().with(lines))) {
        Tenant fresh = Tenant.by(after.api().as(before.admin().key()));
        Api admin = after.api().as(before.admin().key());
        assertThat(planOf(admin, fresh.account())).isEqualTo("free");
        assertThat(planOf(admin, old.account())).isEqualTo("null");
        assertThat(planOf(admin, "main")).isEqualTo("null");
        admin.put("/v1/accounts/main", json("{'name':'Ours'}")).is(200);
        assertThat(planOf(admin, "main")).as("operators stay free").isEqualTo("null");
      }
    }
  }

  @Test
  void aPlanThatIsDeclaredNoMoreStaysAndIsTheApisToChange() {
    TestDatabase database = TestDatabase.sqlite().with(FREE + "keys-per-owner = 3");
    try (TestApp app = TestApp.on(database)) {
      Api admin = app.admin();
      admin.put("/v1/plans/free", "{}").is(409, "conflict");
      long head = database.head();
      try (TestApp same = TestApp.on(database)) {
        assertThat(database.head()).as("the same again").isEqualTo(head);
        assertThat(same.api().as(admin.key()).get("/v1/plans").is(200).each("name"))
            .containsExactly("free");
      }
      try (TestApp without = TestApp.on(TestDatabase.at(database.url()))) {
        Api later = without.api().as(admin.key());
        assertThat(later.get("/v1/plans/free").data().path("keys_per_owner").asInt()).isEqualTo(3);
        later.put("/v1/plans/free", json("{'keys_per_owner':4}")).is(200);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        FREE + "kinds = signed, legacy | plan.free.kinds: is opaque, signed or keypair",
        FREE + "seen-by = all | plan.free.seen-by: is account or owner",
        FREE + "keys-per-owner = many | keys-per-owner",
        FREE + "secret-age = P1Y | plan.free.secret-age: is a duration",
        FREE + "quota = 3 | quota",
        FREE + "recoverable = on | latchkey.admin.seal-keys",
        "latchkey.admin.plan.-x.kinds = signed | plan.-x: is a name",
        "latchkey.admin.default-plan = gone | latchkey.admin.default-plan: there is no plan gone"
      })
  void whatCannotBeStopsTheStartAndIsNamed(String line, String told) {
    TestDatabase database = TestDatabase.sqlite().with(line);
    assertThatThrownBy(() -> TestApp.on(database).close()).hasMessageContaining(told);
  }
}
