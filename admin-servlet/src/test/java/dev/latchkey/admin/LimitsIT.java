package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often keys work: of themselves, by their plan, and of an account together. */
@OnEachDatabase
final class LimitsIT {
  private final Api admin;

  LimitsIT(TestApp app) {
    this.admin = app.admin();
  }

  private static long passing(Issued key, int requests) {
    return IntStream.range(0, requests).filter(i -> key.reads("a") == 200).count();
  }

  @Test
  void aKeyThatHasDoneAsMuchAsItMayIsToldWhenToComeAgain() {
    Issued key = Issued.by(admin, "admin", "zones:read", "'rate':['3/PT1H','100/P1D']");
    Answer first = key.api().get("/v1/apikeys/self").is(200);
    assertThat(first.header("RateLimit-Policy"))
        .isEqualTo("\"key\";q=3;w=3600, \"key2\";q=100;w=86400");
    assertThat(first.header("RateLimit")).startsWith("\"key\";r=2;t=");
    assertThat(passing(key, 5)).isEqualTo(2);
    Answer refused = key.api().get("/v1/apikeys/self").is(429, "rate-limited");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1200);
    assertThat(refused.header("RateLimit")).startsWith("\"key\";r=0;t=");
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatIsRefusedAnywayIsNotCounted() {
    Issued key = Issued.by(admin, "admin", "zones:read", "'rate':['2/PT1H']");
    for (int i = 0; i < 5; i++) {
      assertThat(key.api().app("PUT", "/zones/a")).as("a scope that it lacks").isEqualTo(403);
    }
    assertThat(passing(key, 5)).isEqualTo(2);
    admin.post(key.path() + "/revoke", "").is(200);
    assertThat(key.reads("a")).as("revoked outranks used up").isEqualTo(401);
  }

  @Test
  void aRateIsSeenAndChangedLikeAnythingOfAKey() {
    Issued key = Issued.by(admin, "admin", "zones:read", "'rate':['1/PT1H']");
    assertThat(passing(key, 3)).isEqualTo(1);
    Answer changed = admin.patch(key.path(), json("{'rate':['4/PT1H']}")).is(200);
    assertThat(changed.data().path("rate").get(0).asText()).isEqualTo("4/PT1H");
    assertThat(passing(key, 9)).isEqualTo(4);
    admin.patch(key.path(), json("{'rate':[]}")).is(200);
    assertThat(passing(key, 9)).isEqualTo(9);
    assertThat(admin.patch(key.path(), json("{'rate':['many']}")).is(400).pointers())
        .containsExactly("#/rate/0");
  }

  @Test
  void aPlanBoundsEachKeyAndAllKeysOfItsAccountTogether() {
    Tenant tenant = Tenant.by(admin);
    Issued one = Issued.by(tenant.api(), tenant.user(), "zones:read");
    Issued two = Issued.by(tenant.api(), tenant.user(), "zones:read", "'rate':['100/PT1H']");
    String plan = "/v1/plans/" + tenant.account();
    admin.put(plan, json("{'key_rate':['4/PT1H'],'account_rate':['6/PT1H']}")).is(201);
    admin
        .patch("/v1/accounts/" + tenant.account(), json("{'plan':'%s'}", tenant.account()))
        .is(200);
    assertThat(passing(one, 9)).isEqualTo(4);
    assertThat(passing(two, 9)).as("what the account has left").isEqualTo(2);
    Answer refused = two.api().get("/v1/apikeys/self").is(429);
    assertThat(refused.header("RateLimit")).contains("\"key\";", "\"plan\";", "\"account\";r=0;");

    admin.put(plan, json("{'account_rate':['20/PT1H']}")).is(200);
    assertThat(passing(two, 9)).isEqualTo(9);
  }
}
