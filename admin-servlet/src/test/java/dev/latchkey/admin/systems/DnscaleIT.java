package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Scoped keys of a customer account. */
@SuppressWarnings("MemberName") // each test is named after what the product documents
@TestInstance(Lifecycle.PER_CLASS)
final class DnscaleIT {
  private final TestApp app = Customers.of("dnscale");
  private final Api operator = app.admin();
  private final Tenant customer = Tenant.by(operator);

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void DNSCALE_1_theCustomerIsKnownFromTheKeyAlone() {
    Tenant other = Tenant.by(operator);
    Answer self = customer.api().get("/v1/apikeys/self").is(200);
    assertThat(self.data("account_id")).isEqualTo(customer.account());
    customer.api().get("/v1/users/" + other.user() + "/apikeys").is(404);
  }

  @Test
  void DNSCALE_2_issuingAnswersAsThePageHasIt() {
    Answer issued =
        customer
            .api()
            .post(
                "/v1/users/" + customer.user() + "/apikeys",
                json("{'name':'Terraform','scopes':['zones:read','records:write']}"))
            .is(201);
    assertThat(issued.json().path("status").asText()).isEqualTo("success");
    assertThat(issued.data("name")).isEqualTo("Terraform");
    assertThat(issued.data().path("scopes").toString()).contains("zones:read", "records:write");
    assertThat(issued.data("created_at")).isNotEmpty();
  }

  @Test
  void DNSCALE_3_keysAreListedReadAndDeleted() {
    Issued key = Issued.by(customer.api(), customer.user(), "zones:read");
    String all = "/v1/users/" + customer.user() + "/apikeys";
    assertThat(customer.api().get(all).is(200).each("id")).contains(key.id());
    customer.api().get(key.path()).is(200);
    customer.api().delete(key.path()).is(200);
    customer.api().get(key.path()).is(404);
  }

  @Test
  void DNSCALE_4_theKeyIsShownOnceAndLooksLikeTheProduct() {
    Issued key = Issued.by(customer.api(), customer.user(), "zones:read");
    assertThat(key.text()).matches("dnscale_live_[A-Za-z0-9]{56}");
    assertThat(customer.api().get(key.path()).text()).doesNotContain(key.text());
  }

  @Test
  void DNSCALE_5_deletionActsAtOnce() {
    Issued key = Issued.by(customer.api(), customer.user(), "zones:read");
    assertThat(key.api().app("GET", "/v1/zones")).isEqualTo(200);
    customer.api().delete(key.path()).is(200);
    assertThat(key.api().app("GET", "/v1/zones")).isEqualTo(401);
  }

  @Test
  void DNSCALE_7_itsOwnScopesGuardTheKeyApi() {
    Issued reader = Issued.by(customer.api(), customer.user(), "apikeys:read");
    String all = "/v1/users/" + customer.user() + "/apikeys";
    reader.api().get(all).is(200);
    reader
        .api()
        .post(all, json("{'name':'n','scopes':['apikeys:read']}"))
        .is(403, "insufficient-scope");
    Issued none = Issued.by(customer.api(), customer.user(), "zones:read");
    none.api().get(all).is(403, "insufficient-scope");
  }

  @Test
  void DNSCALE_8_whatBecomesOfAKeyCanBeRead() {
    Issued key = Issued.by(customer.api(), customer.user(), "zones:read");
    customer.api().post(key.path() + "/revoke", json("{'reason':'lost'}")).is(200);
    assertThat(customer.api().get("/v1/audit?key=" + key.id()).is(200).each("action"))
        .containsExactly("key.revoke", "key.issue");
    customer.api().get(key.path() + "/usage").is(200);
  }

  @Test
  void DNSCALE_9_aKeyNeedsNoExpiry() {
    Issued key = Issued.by(customer.api(), customer.user(), "zones:read");
    assertThat(customer.api().get(key.path()).data().path("expires_at").isNull()).isTrue();
  }
}
