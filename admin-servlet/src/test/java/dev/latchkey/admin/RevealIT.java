package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that may be shown again: sealed when they are made, journalled before they are shown. */
@ParameterizedClass(name = "{0}")
@MethodSource("apps")
final class RevealIT {
  static final String SEAL_KEYS =
      "latchkey.admin.seal-keys = 2026:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static final String COPIES =
      "SELECT COUNT(*) FROM latchkey_sealed_secret WHERE key_id = '";

  private final TestApp app;
  private final Api admin;
  private final Issued key;

  RevealIT(TestApp app) {
    this.app = app;
    this.admin = app.admin();
    this.key = Issued.by(admin, "admin", "zones:read");
  }

  static Stream<TestApp> apps() {
    return Stream.<Supplier<TestDatabase>>of(TestDatabase::sqlite, TestDatabase::postgresql)
        .map(Supplier::get)
        .map(database -> database.with(SEAL_KEYS, "latchkey.admin.recoverable = on"))
        .map(TestApp::on);
  }

  private static Answer reveal(Api api, Issued key, String body) {
    return api.post(key.path() + "/reveal", body);
  }

  private long copies(Issued of) {
    return app.database().number(COPIES + of.id().substring(4) + "'");
  }

  private boolean isRecoverable(Issued of) {
    return admin.get(of.path()).data().at("/secrets/0/recoverable").asBoolean();
  }

  @Test
  void aTextIsShownAgainAndTheJournalSaysSo() {
    assertThat(isRecoverable(key)).isTrue();
    Answer shown = reveal(admin, key, "").is(200);

    assertThat(shown.data("key")).isEqualTo(key.text());
    assertThat(shown.data("id")).isEqualTo(key.id());
    assertThat(shown.data("kind")).isEqualTo("opaque");
    assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    JsonNode entry = admin.get("/v1/audit?key=" + key.id()).is(200).data().path(0);
    assertThat(entry.path("action").asText()).isEqualTo("key.reveal");
    assertThat(entry.at("/detail/secret").asInt()).isEqualTo(1);
  }

  /** All that was shown when it was made: of a key pair the PEM too. */
  @ParameterizedTest
  @ValueSource(strings = {"opaque", "signed", "keypair"})
  void whateverKindItIsOfAllOfItIsShownAgain(String kind) {
    String body = json("{'name':'n','scopes':['zones:read'],'kind':'%s'}", kind);
    JsonNode made = admin.post("/v1/users/admin/apikeys", body).is(201).data();
    Issued one = new Issued("admin", made.path("id").asText(), made.path("key").asText(), admin);
    JsonNode shown = reveal(admin, one, "").is(200).data();
    assertThat(shown.path("kind").asText()).isEqualTo(kind);
    assertThat(shown.path("key")).isEqualTo(made.path("key"));
    assertThat(shown.path("private_key")).isEqualTo(made.path("private_key"));
  }

  @Test
  void whatTheJournalCouldNotTakeIsNotShown() {
    app.database()
        .update(
            app.database().isSqlite()
                ? "CREATE TRIGGER no_reveal BEFORE INSERT ON latchkey_journal"
                    + " WHEN NEW.action = 'key.reveal' BEGIN SELECT RAISE(ABORT, 'no'); END"
                : "ALTER TABLE latchkey_journal ADD CONSTRAINT no_reveal"
                    + " CHECK (action <> 'key.reveal') NOT VALID");
    try {
      Answer refused = reveal(admin, key, "").is(503, "unavailable");
      assertThat(refused.text()).doesNotContain(key.text());
    } finally {
      app.database()
          .update(
              app.database().isSqlite()
                  ? "DROP TRIGGER no_reveal"
                  : "ALTER TABLE latchkey_journal DROP CONSTRAINT no_reveal");
    }
  }

  @Test
  void theNewestSecretThatWorksIsShownOrTheOneThatIsAskedFor() {
    String fresh = admin.post(key.path() + "/rotate", "").is(201).data("key");
    assertThat(reveal(admin, key, "").is(200).data("key")).isEqualTo(fresh);
    assertThat(reveal(admin, key, json("{'secret':1}")).is(200).data("key")).isEqualTo(key.text());
    reveal(admin, key, json("{'secret':3}")).is(404, "not-found");
    for (String wrong : new String[] {"0", "1.5", "'1'", "null", "9999999999"}) {
      assertThat(reveal(admin, key, json("{'secret':%s}", wrong)).is(400).pointers())
          .containsExactly("#/secret");
    }
    reveal(admin, key, json("{'secrets':1}")).is(400);
  }

  @Test
  void theCopyOfASecretThatEndedIsGone() {
    admin.post(key.path() + "/rotate", json("{'overlap':'PT0S'}")).is(201);
    assertThat(copies(key)).isEqualTo(1);
    assertThat(isRecoverable(key)).isFalse();
    reveal(admin, key, json("{'secret':1}")).is(409, "conflict");
  }

  @Test
  void theCopiesOfARevokedAndOfADeletedKeyAreGone() {
    Issued deleted = Issued.by(admin, "admin", "zones:read");
    admin.post(key.path() + "/revoke", "").is(200);
    admin.delete(deleted.path()).is(200);

    assertThat(copies(key)).isZero();
    assertThat(isRecoverable(key)).isFalse();
    reveal(admin, key, "").is(409, "conflict");
    assertThat(copies(deleted)).isZero();
    reveal(admin, deleted, "").is(404, "not-found");
  }

  @Test
  void aDisabledKeyMayBeShown() {
    admin.patch(key.path(), json("{'enabled':false}")).is(200);
    assertThat(reveal(admin, key, "").is(200).data("key")).isEqualTo(key.text());
  }

  @Test
  void theKeyOfTheFirstStartIsNotKept() {
    Answer self = admin.get("/v1/apikeys/self").is(200);
    assertThat(self.data().at("/secrets/0/recoverable").asBoolean()).isFalse();
    assertThat(
            admin
                .post("/v1/users/admin/apikeys/" + self.data("id") + "/reveal", "")
                .is(409, "conflict")
                .text())
        .contains("was not made recoverable");
  }

  @Test
  void noWildcardCoversIt() {
    Issued all = Issued.by(admin, "admin", "*:*");
    reveal(all.api(), key, "").is(403, "insufficient-scope");
    Issued ofKeys = Issued.by(admin, "admin", "apikeys:*");
    reveal(ofKeys.api(), key, "").is(403, "insufficient-scope");
    reveal(app.api(), key, "").is(401, "unauthenticated");
  }

  @Test
  void nobodyIsShownAKeyThatMayDoMoreThanTheirOwn() {
    Issued weak = Issued.by(admin, "admin", "apikeys:reveal zones:write");
    long head = app.database().head();
    reveal(weak.api(), key, "").is(403, "beyond-own");
    assertThat(app.database().head()).isEqualTo(head);
    Issued strong = Issued.by(admin, "admin", "apikeys:reveal zones:read");
    reveal(strong.api(), key, "").is(200);
  }

  @Test
  void aTenantIsNotShownTheKeysOfAnother() {
    Tenant one = Tenant.by(admin);
    Tenant other = Tenant.by(admin);
    Issued ofOther = Issued.by(other.api(), other.user(), "zones:read");
    reveal(one.api(), ofOther, "").is(404, "not-found");
    assertThat(reveal(other.api(), ofOther, "").is(200).data("key")).isEqualTo(ofOther.text());
  }

  @Test
  void theDatabaseAloneShowsNothing() {
    String sealed =
        app.database()
            .texts(
                "SELECT sealed FROM latchkey_sealed_secret WHERE key_id = '"
                    + key.id().substring(4)
                    + "'")
            .get(0);
    assertThat(sealed).startsWith("2026.").doesNotContain(key.text());
  }

  @Test
  void aCopyInAnothersPlaceDoesNotOpen() {
    Issued other = Issued.by(admin, "admin", "zones:read");
    app.database()
        .update(
            "UPDATE latchkey_sealed_secret SET sealed = (SELECT sealed FROM latchkey_sealed_secret"
                + " WHERE key_id = ?) WHERE key_id = ?",
            key.id().substring(4),
            other.id().substring(4));
    assertThat(reveal(admin, other, "").is(503).text()).doesNotContain(key.text());
  }

  @Test
  void aRetryAnswersTheSameAndKeepsOneCopy() {
    Api once = admin.with("Idempotency-Key", "a-key-of-enough-characters-" + app);
    String body = json("{'name':'n','scopes':['zones:read']}");
    Answer first = once.post("/v1/users/admin/apikeys", body).is(201);
    Answer second = once.post("/v1/users/admin/apikeys", body).is(201);
    assertThat(second.data()).isEqualTo(first.data());
    Issued made = new Issued("admin", first.data("id"), first.data("key"), admin);
    assertThat(copies(made)).isEqualTo(1);
  }

  @Test
  void whereItIsOffNothingIsKeptAndNothingIsShown() {
    try (TestApp off = TestApp.on(TestDatabase.sqlite().with(SEAL_KEYS))) {
      Issued made = Issued.by(off.admin(), "admin", "zones:read");
      assertThat(off.database().number("SELECT COUNT(*) FROM latchkey_sealed_secret")).isZero();
      assertThat(reveal(off.admin(), made, "").is(409, "conflict").text())
          .contains("latchkey.admin.recoverable");
    }
  }

  @Test
  void withoutAKeyToSealUnderItDoesNotStart() {
    TestDatabase database = TestDatabase.sqlite().with("latchkey.admin.recoverable = on");
    assertThatThrownBy(() -> TestApp.on(database).close())
        .hasMessageContaining("latchkey.admin.recoverable: takes latchkey.admin.seal-keys");
  }
}
