package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class RevokeIT {
  private final TestApp app;
  private final Api api;
  private final Issued key;

  RevokeIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.key = Issued.by(api, "admin", "zones:read");
  }

  @Test
  void theVeryNextRequestWithARevokedKeyIsRefused() {
    for (int i = 0; i < 20; i++) {
      Issued one = Issued.by(api, "admin", "zones:read");
      assertThat(one.reads("a")).isEqualTo(200);
      Answer revoked = api.post(one.path() + "/revoke", "").is(200);

      assertThat(one.reads("a")).isEqualTo(401);
      JsonNode propagation = revoked.json().path("propagation");
      assertThat(propagation.path("nodes").asInt()).isEqualTo(1);
      assertThat(propagation.path("confirmed").asInt()).isEqualTo(1);
      assertThat(propagation.has("effective_by")).isFalse();
    }
  }

  @Test
  void aRevokedKeyStaysListedWithWhoAndWhy() {
    Answer revoked = api.post(key.path() + "/revoke", json("{'reason':'leaked 😱'}")).is(200);

    assertThat(revoked.data("status")).isEqualTo("revoked");
    assertThat(revoked.data("revoked_reason")).isEqualTo("leaked 😱");
    assertThat(revoked.data("revoked_by")).isEqualTo(api.get("/v1/apikeys/self").data("id"));
    assertThat(revoked.data("revoked_at")).isNotEmpty();
    assertThat(api.get(key.path()).data()).isEqualTo(revoked.data());
  }

  @Test
  void revokingAgainChangesNothing() {
    Answer first = api.post(key.path() + "/revoke", json("{'reason':'one'}")).is(200);
    long head = app.database().head();
    Answer second = api.post(key.path() + "/revoke", json("{'reason':'two'}")).is(200);

    assertThat(second.data()).isEqualTo(first.data());
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void allSecretsOfARevokedKeyStop() {
    String fresh = api.post(key.path() + "/rotate", "").is(201).data("key");
    api.post(key.path() + "/revoke", "").is(200);

    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(fresh, "a")).isEqualTo(401);
  }

  @Test
  void aDeletedKeyIsGoneButForItsJournal() {
    assertThat(key.reads("a")).isEqualTo(200);
    Answer deleted = api.delete(key.path()).is(200);

    assertThat(deleted.data("id")).isEqualTo(key.id());
    assertThat(key.reads("a")).isEqualTo(401);
    api.get(key.path()).is(404, "not-found");
    api.delete(key.path()).is(404, "not-found");
    api.post(key.path() + "/revoke", "").is(404, "not-found");
    assertThat(api.get("/v1/apikeys?limit=200").each("id")).doesNotContain(key.id());
    assertThat(api.get("/v1/audit?key=" + key.id()).is(200).each("action"))
        .containsExactly("key.delete", "key.issue");
  }

  @Test
  void aKeyMayEndItself() {
    Issued own = Issued.by(api, "admin", "apikeys:write zones:read");

    own.api().post(own.path() + "/revoke", "").is(200);
    own.api().get("/v1/apikeys/self").is(401);
  }

  @Test
  void aNodeThatIsSilentIsNamedByTheTimeOfItsEnd() {
    String clock =
        app.database().isSqlite()
            ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
            : "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    app.database()
        .update(
            "INSERT INTO latchkey_node (id, name, entry, lease_ms, beat_at)"
                + " VALUES ('silent', 'silent', 0, 60000, "
                + clock
                + ")");
    try {
      Answer revoked = api.post(key.path() + "/revoke?wait=PT1S", "").is(200);

      JsonNode propagation = revoked.json().path("propagation");
      assertThat(propagation.path("nodes").asInt()).isEqualTo(2);
      assertThat(propagation.path("confirmed").asInt()).isEqualTo(1);
      assertThat(propagation.path("millis").asInt()).isGreaterThanOrEqualTo(1000);
      assertThat(Instant.parse(propagation.path("effective_by").asText()))
          .isAfter(Instant.parse(revoked.data("revoked_at")).plusSeconds(59));
    } finally {
      app.database().update("DELETE FROM latchkey_node WHERE id = 'silent'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "PT61S", "x", "", "-PT1S", "pt1s", "PT0.5S"})
  void aWaitBeyondTheLeaseIsRefused(String wait) {
    api.post(key.path() + "/revoke?wait=" + wait, "").is(400, "invalid-parameter");
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void aWrongReasonIsRefused() {
    assertThat(
            api.post(key.path() + "/revoke", json("{'reason':'%s'}", "x".repeat(257)))
                .is(400)
                .pointers())
        .containsExactly("#/reason");
    api.post(key.path() + "/revoke", json("{'reasons':'x'}")).is(400);
    assertThat(key.reads("a")).isEqualTo(200);
  }
}
