package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7009 over keys: whoever holds one may end it. */
@OnEachDatabase
final class RevokeTokenIT {
  private final TestApp app;
  private final Api admin;
  private final Api anybody;

  RevokeTokenIT(TestApp app) {
    this.app = app;
    this.admin = app.admin();
    this.anybody = app.api();
  }

  @Test
  void whoeverHoldsAKeyMayEndItAndTheNextRequestIsRefused() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    String fresh = admin.post(key.path() + "/rotate", "").is(201).data("key");
    assertThat(key.reads("a")).isEqualTo(200);
    Answer answer = anybody.form("/v1/revoke", "token=" + key.text()).is(200);

    assertThat(answer.text()).isEmpty();
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(fresh, "a")).isEqualTo(401);
    Answer seen = admin.get(key.path()).is(200);
    assertThat(seen.data("status")).isEqualTo("revoked");
    assertThat(seen.data("revoked_by")).isEqualTo(key.id());
    assertThat(seen.data("revoked_reason")).isEqualTo("revoked by whoever holds it");
    assertThat(admin.get("/v1/audit?key=" + key.id()).is(200).each("action"))
        .containsExactly("key.revoke", "key.rotate", "key.issue");
  }

  @Test
  void aKeyThatDoesNotWorkNowMayStillBeEnded() {
    Issued disabled = Issued.by(admin, "admin", "zones:read");
    admin.patch(disabled.path(), json("{'enabled':false}")).is(200);
    Issued scheduled =
        Issued.by(admin, "admin", "zones:read", "'not_before':'2099-01-01T00:00:00Z'");
    Issued signedOnly =
        Issued.by(admin, "admin", "zones:read", "'kind':'keypair','signed_only':true");
    Issued elsewhere = Issued.by(admin, "admin", "zones:read", "'allowed_ips':['192.0.2.0/24']");
    for (Issued key : new Issued[] {disabled, scheduled, signedOnly, elsewhere}) {
      anybody.form("/v1/revoke", "token=" + key.text()).is(200);
      assertThat(admin.get(key.path()).data("status")).isEqualTo("revoked");
    }
  }

  @Test
  void aSecretThatWasRotatedOutEndsNothing() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    admin.post(key.path() + "/rotate", json("{'overlap':'PT0S'}")).is(201);
    anybody.form("/v1/revoke", "token=" + key.text()).is(200);
    assertThat(admin.get(key.path()).data("status")).isEqualTo("active");
  }

  @Test
  void endingItAgainChangesNothing() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    anybody.form("/v1/revoke", "token=" + key.text()).is(200);
    long head = app.database().head();
    anybody.form("/v1/revoke", "token=" + key.text()).is(200);
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void whatProvesNothingAnswersTheSameAndChangesNothing() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    char last = key.text().charAt(key.text().length() - 20);
    String wrong = key.text().replace(last, last == 'a' ? 'b' : 'a');
    long head = app.database().head();
    anybody.form("/v1/revoke", "token=" + wrong).is(200);
    anybody.form("/v1/revoke", "token=" + key.id()).is(200);
    anybody.form("/v1/revoke", "token=x&token_type_hint=refresh_token").is(200);
    assertThat(app.database().head()).isEqualTo(head);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token=", "tokens=x", "token=x&token=x"})
  void aFormWithoutExactlyOneTokenIsRefused(String form) {
    Answer refused = anybody.form("/v1/revoke", form).is(400);
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void aTokenInTheQueryOrInJsonIsRefused() {
    Issued key = Issued.by(admin, "admin", "zones:read");
    anybody.form("/v1/revoke?token=" + key.text(), "token=x").is(400);
    anybody.post("/v1/revoke", json("{'token':'%s'}", key.text())).is(415);
    assertThat(key.reads("a")).isEqualTo(200);
  }
}
