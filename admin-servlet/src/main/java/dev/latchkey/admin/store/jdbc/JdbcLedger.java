package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Chain;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits changes under the lock of the journal's head, and rings the doorbell afterwards, in a
 * small transaction of its own: a ring that fails loses milliseconds, not the change.
 */
public final class JdbcLedger implements Ledger {
  private static final Logger log = LoggerFactory.getLogger(JdbcLedger.class);

  private final Database database;
  private final Chain chain;
  private final TimeSource time;
  private final Runnable ringHere;

  /**
   * A ledger in {@code database}.
   *
   * @param ringHere rings the guard of the same app, if there is one
   */
  public JdbcLedger(Database database, Chain chain, TimeSource time, Runnable ringHere) {
    this.database = database;
    this.chain = chain;
    this.time = time;
    this.ringHere = ringHere;
  }

  @Override
  public <T> Committed<T> commit(String actor, Function<Facts, T> change) {
    Committed<T> committed =
        database.write(
            session -> {
              JdbcFacts facts = JdbcFacts.lock(session, chain, actor, time);
              T result = change.apply(facts);
              return new Committed<>(result, facts.finish());
            });
    ring();
    return committed;
  }

  private void ring() {
    ringHere.run();
    try {
      database.ringDoorbell();
    } catch (StoreException e) {
      log.warn("latchkey could not ring the doorbell, nodes learn by polling: {}", e.getMessage());
    }
  }
}
