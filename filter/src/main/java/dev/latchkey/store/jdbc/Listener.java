package dev.latchkey.store.jdbc;

import java.sql.SQLException;

/** One way of hearing that another process, or another app on the same file, wrote an entry. */
interface Listener extends AutoCloseable {
  /**
   * Listens for a short while.
   *
   * @return whether there may be news
   * @throws SQLException when the connection is gone
   */
  boolean heard() throws SQLException, InterruptedException;

  @Override
  void close() throws SQLException;
}
