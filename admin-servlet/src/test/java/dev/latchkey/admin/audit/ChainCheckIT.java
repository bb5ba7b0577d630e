package dev.latchkey.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Ledgers;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.store.jdbc.JdbcJournal;
import dev.latchkey.admin.store.jdbc.JdbcLedger;
import dev.latchkey.journal.Chain;
import dev.latchkey.store.jdbc.Database;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A journal of seven entries whose end somebody changed. */
final class ChainCheckIT {
  private static final Chain KEYED =
      Chain.keyed("a key outside the database".getBytes(StandardCharsets.UTF_8));
  private static final String COLUMNS = "at, actor, action, account_id, target, detail, hash";

  private final TestDatabase raw = TestDatabase.sqlite();
  private final Database database = Ledgers.open(raw);

  ChainCheckIT() {
    JdbcLedger ledger = Ledgers.on(database, KEYED);
    for (int i = 0; i < 7; i++) {
      ledger.commit("test", Ledgers::note);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anUntouchedChainIsIntact() {
    assertThat(check(KEYED).brokenAt()).isEmpty();
    assertThat(check(KEYED).entries()).isEqualTo(7);
  }

  @Test
  void anotherKeyFitsNoEntry() {
    assertThat(check(Chain.plain()).brokenAt()).contains(1L);
  }

  @Test
  void droppedLastEntriesAreFound() {
    raw.update("DELETE FROM latchkey_journal WHERE number >= 6");
    assertThat(check(KEYED).brokenAt()).contains(6L);
  }

  @Test
  void anEmptiedJournalIsFound() {
    raw.update("DELETE FROM latchkey_journal");
    assertThat(check(KEYED).brokenAt()).contains(1L);
    raw.update("UPDATE latchkey_head SET number = 0");
    assertThat(check(KEYED).brokenAt()).contains(1L);
  }

  @Test
  void aHeadThatWasMovedBackIsFound() {
    raw.update("UPDATE latchkey_head SET number = 5");
    assertThat(check(KEYED).brokenAt()).contains(6L);
    raw.update(
        "UPDATE latchkey_head SET hash = (SELECT hash FROM latchkey_journal WHERE number = 5)");
    assertThat(check(KEYED).brokenAt()).contains(6L);
  }

  @Test
  void aHeadThatWasMovedOnIsFound() {
    raw.update("UPDATE latchkey_head SET number = 8");
    assertThat(check(KEYED).brokenAt()).contains(8L);
  }

  @Test
  void aHeadWithAnotherHashIsFound() {
    raw.update("UPDATE latchkey_head SET hash = '" + "f".repeat(64) + "'");
    assertThat(check(KEYED).brokenAt()).contains(8L);
  }

  @Test
  void anAppendedEntryIsFound() {
    raw.update(
        "INSERT INTO latchkey_journal (number, %1$s) SELECT 8, %1$s FROM latchkey_journal"
                .formatted(COLUMNS)
            + " WHERE number = 7");
    assertThat(check(KEYED).brokenAt()).contains(8L);
  }

  @Test
  void aHistoryThatWasRewoundAndGoesOnDoesNotFitAHeadKeptElsewhere() {
    ChainCheck kept = check(KEYED);
    raw.update("DELETE FROM latchkey_journal WHERE number = 7");
    raw.update(
        "UPDATE latchkey_head SET number = 6,"
            + " hash = (SELECT hash FROM latchkey_journal WHERE number = 6)");
    Ledgers.on(database, KEYED).commit("other", Ledgers::note);

    assertThat(check(KEYED).brokenAt()).isEmpty();
    assertThat(check(KEYED).head()).isNotEqualTo(kept.head());
  }

  private ChainCheck check(Chain chain) {
    return ChainCheck.of(new JdbcJournal(database), chain);
  }
}
