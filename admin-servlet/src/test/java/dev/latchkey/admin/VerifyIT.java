package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever changes the journal behind the app's back is found out. A changed end of it seals the
 * guard first: see ChainCheckIT for those.
 */
@OnEachDatabase
final class VerifyIT {
  private final TestDatabase database;
  private final Api api;

  VerifyIT(TestApp app) {
    this.database = app.database();
    this.api = app.admin();
  }

  @BeforeEach
  void writeAndKeepACopy() {
    for (int i = 0; i < 6; i++) {
      Issued.by(api, "admin", "a:b");
    }
    database.update("CREATE TABLE copy_journal AS SELECT * FROM latchkey_journal");
  }

  @AfterEach
  void putEverythingBack() {
    database.together(
        "DELETE FROM latchkey_journal", "INSERT INTO latchkey_journal SELECT * FROM copy_journal");
    database.update("DROP TABLE copy_journal");
    assertThat(verify().path("intact").asBoolean()).isTrue();
  }

  @Test
  void anUntouchedChainIsIntact() {
    JsonNode check = verify();

    assertThat(check.path("intact").asBoolean()).isTrue();
    assertThat(check.path("broken_at").isNull()).isTrue();
    assertThat(check.path("entries").asLong()).isEqualTo(database.head());
    assertThat(check.at("/head/number").asLong()).isEqualTo(database.head());
    assertThat(check.path("keyed").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at = at + 1",
        "actor = 'latchkey'",
        "action = 'key.rotate'",
        "account_id = 'other'",
        "target = 'key:0123456789ab'",
        "detail = '{}'",
        "detail = 'no json'",
        "hash = '0000000000000000000000000000000000000000000000000000000000000000'"
      })
  void anEditedEntryIsFound(String change) {
    database.update("UPDATE latchkey_journal SET " + change + " WHERE number = 6");

    broken(6);
  }

  @Test
  void aDroppedEntryIsFound() {
    database.update("DELETE FROM latchkey_journal WHERE number = 3");

    broken(3);
  }

  @Test
  void twoEntriesThatChangedPlacesAreFound() {
    database.together(
        "UPDATE latchkey_journal SET number = -5 WHERE number = 5",
        "UPDATE latchkey_journal SET number = 5 WHERE number = 6",
        "UPDATE latchkey_journal SET number = 6 WHERE number = -5");

    broken(5);
  }

  private JsonNode verify() {
    return api.get("/v1/audit/verify").is(200).data();
  }

  private void broken(long number) {
    JsonNode check = verify();
    assertThat(check.path("intact").asBoolean()).isFalse();
    assertThat(check.path("broken_at").asLong()).isEqualTo(number);
  }
}
