package dev.latchkey.admin.store;

import java.util.function.Function;

/**
 * The one way to change anything: facts and journal entries in one transaction, one writer at a
 * time. Safe for use by many threads.
 */
public interface Ledger {
  /**
   * Runs {@code change} while nobody else writes, so that what it reads stays true until it is
   * committed. When it throws, nothing is left behind.
   *
   * @param actor who, as the journal names it
   * @throws dev.latchkey.store.StoreException when it could not be committed, or that is not known
   */
  <T> Committed<T> commit(String actor, Function<Facts, T> change);

  /**
   * What came of a change.
   *
   * @param entry the number of the last entry, of this change or, when it wrote none, before it
   */
  record Committed<T>(T result, long entry) {}
}
