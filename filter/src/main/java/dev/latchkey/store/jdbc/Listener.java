package dev.latchkey.store.jdbc;

import java.sql.SQLException;

/** One way of hearing that another process, or another app on the same file, wrote an entry. */
interface Listener extends AutoCloseable {
  /**
   * Begins to listen, and makes sure for a short while that it hears at all.
   *
   * @param ring rings once, by another way
   * @return false when that was not heard
   * @throws SQLException when the connection is gone
   */
  boolean begin(Runnable ring) throws SQLException;

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
