package dev.latchkey.admin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.admin.app.Ledgers;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.UserId;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts and entries are committed together or not at all, one writer at a time. */
@ParameterizedClass
@MethodSource("databases")
final class JdbcLedgerIT {
  private final TestDatabase raw;
  private final Database database;
  private final JdbcLedger ledger;

  JdbcLedgerIT(Supplier<TestDatabase> place) {
    this.raw = place.get();
    this.database = Ledgers.open(raw);
    this.ledger = Ledgers.on(database, Chain.plain());
  }

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite), Named.of("PostgreSQL", TestDatabase::postgresql));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sixteenWritersLeaveNoGapAndNoTimeThatRunsBackwards() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<Long>> written = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String id = "account" + i;
      boolean two = i % 3 == 0;
      written.add(
          threads.submit(
              () ->
                  ledger
                      .commit(
                          "test",
                          facts -> {
                            facts.put(account(id, facts.now()));
                            return two
                                ? Ledgers.note(facts) + Ledgers.note(facts)
                                : Ledgers.note(facts);
                          })
                      .entry()));
    }
    threads.shutdown();
    for (Future<Long> one : written) {
      one.get();
    }
    List<Entry> entries = new JdbcJournal(database).after(0, 1000);

    assertThat(entries).hasSize(400 + 134);
    String hash = Chain.ORIGIN;
    Instant at = Instant.MIN;
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).number()).isEqualTo(i + 1L);
      assertThat(Chain.plain().links(hash, entries.get(i))).isTrue();
      assertThat(entries.get(i).at()).isAfterOrEqualTo(at);
      hash = entries.get(i).hash();
      at = entries.get(i).at();
    }
    assertThat(raw.number("SELECT COUNT(*) FROM latchkey_account")).isEqualTo(400);
    assertThat(raw.head()).isEqualTo(entries.size());
  }

  @Test
  void aChangeThatFailsLeavesNeitherFactsNorEntry() {
    assertThatThrownBy(() -> ledger.commit("test", JdbcLedgerIT::changeOnesMind))
        .isInstanceOf(IllegalArgumentException.class);
    assertNothing();

    assertThat(ledger.commit("test", Ledgers::note).entry()).isEqualTo(1);
  }

  @Test
  void aChangeAfterOneThatFoundTheStoreLockedIsStillAllOrNothing() throws SQLException {
    assumeTrue(raw.isSqlite());
    try (Database impatient =
            Database.open(DatabaseSettings.at(raw.url()), "impatient", Duration.ofMillis(100));
        Connection other = raw.connect();
        Statement statement = other.createStatement()) {
      JdbcLedger hasty = Ledgers.on(impatient, Chain.plain());
      statement.execute("BEGIN EXCLUSIVE");
      for (int i = 0; i < 2 * DatabaseSettings.DEFAULT_POOL; i++) {
        assertThatThrownBy(() -> hasty.commit("test", Ledgers::note))
            .isInstanceOf(StoreException.class);
      }
      statement.execute("ROLLBACK");
      for (int i = 0; i < 2 * DatabaseSettings.DEFAULT_POOL; i++) {
        assertThatThrownBy(() -> hasty.commit("test", JdbcLedgerIT::changeOnesMind))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertNothing();
      assertThat(hasty.commit("test", Ledgers::note).entry()).isEqualTo(1);
    }
  }

  @Test
  void aStatementThatFailsIsAnOutageAndLeavesNothing() {
    raw.update("ALTER TABLE latchkey_user RENAME COLUMN scopes TO other");
    assertThatThrownBy(
            () ->
                ledger.commit(
                    "test",
                    facts -> {
                      facts.put(account("lost", facts.now()));
                      Ledgers.note(facts);
                      return facts.user(new UserId("ada"));
                    }))
        .isInstanceOf(StoreException.class);
    assertNothing();
  }

  @Test
  void aChangeWithoutAnEntryKeepsTheNumber() {
    ledger.commit("test", Ledgers::note);

    assertThat(ledger.commit("test", facts -> 7).entry()).isEqualTo(1);
    assertThat(ledger.commit("test", facts -> 7).result()).isEqualTo(7);
  }

  @Test
  void whatIsReadWithinAChangeIsWhatItWroteBefore() {
    AccountRecord read =
        ledger
            .commit(
                "test",
                facts -> {
                  facts.put(account("acme", facts.now()));
                  return facts.account(new AccountId("acme")).orElseThrow();
                })
            .result();

    assertThat(read.account().name()).isEqualTo("acme");
    assertThat(new JdbcDirectory(database).account(new AccountId("acme"))).contains(read);
  }

  private static long changeOnesMind(Facts facts) {
    facts.put(account("lost", facts.now()));
    Ledgers.note(facts);
    throw new IllegalArgumentException("changed my mind");
  }

  private void assertNothing() {
    assertThat(raw.number("SELECT COUNT(*) FROM latchkey_account")).isZero();
    assertThat(raw.number("SELECT COUNT(*) FROM latchkey_journal")).isZero();
    assertThat(raw.head()).isZero();
  }

  private static AccountRecord account(String id, Instant at) {
    return new AccountRecord(new Account(new AccountId(id), id, true), Optional.empty(), at);
  }
}
