package dev.latchkey.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Everything in which the two databases differ. */
public enum Dialect {
  POSTGRESQL {
    @Override
    public String now() {
      return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public String locked(String select) {
      return select + " FOR UPDATE";
    }

    @Override
    public String timeline() {
      return "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";
    }

    /** Commits of the guard's role may be lost while those of the admin's are not. */
    @Override
    public String forgets() {
      return "CASE WHEN current_setting('fsync') = 'off' THEN 'fsync=off'"
          + " WHEN current_setting('synchronous_commit') = 'off' THEN 'synchronous_commit=off'"
          + " || CASE WHEN (SELECT source FROM pg_settings WHERE name = 'synchronous_commit')"
          + " IN ('user', 'database user') THEN ' for the role ' || session_user ELSE '' END"
          + " ELSE '' END";
    }

    @Override
    Optional<String> ring() {
      return Optional.of("SELECT pg_notify('" + NotifyListener.CHANNEL + "', '')");
    }

    @Override
    void begin(Session session, Duration callTimeout) throws SQLException {
      long millis = callTimeout.toMillis();
      session.execute(
          "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = "
              + millis
              + "; SET LOCAL idle_in_transaction_session_timeout = "
              + millis);
    }

    @Override
    Properties properties(Duration callTimeout) {
      String seconds = Long.toString(Math.max(1, callTimeout.toSeconds()));
      Properties properties = new Properties();
      properties.setProperty("socketTimeout", seconds);
      properties.setProperty("connectTimeout", seconds);
      properties.setProperty("loginTimeout", seconds);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "latchkey");
      return properties;
    }

    @Override
    Connection connect(String url, Properties properties) throws SQLException {
      return Objects.requireNonNull(new org.postgresql.Driver().connect(url, properties));
    }
  },

  SQLITE {
    @Override
    public String now() {
      return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    /** A transaction here is the only writer from its first statement on. */
    @Override
    public String locked(String select) {
      return select;
    }

    @Override
    public String timeline() {
      return "'0'";
    }

    /** In WAL mode a commit is only then on the disk when it is FULL or more. */
    @Override
    public String forgets() {
      return "CASE WHEN (SELECT synchronous FROM pragma_synchronous) < 2"
          + " THEN 'synchronous=NORMAL or OFF' ELSE '' END";
    }

    /** The file itself tells: see {@link DataVersionListener}. */
    @Override
    Optional<String> ring() {
      return Optional.empty();
    }

    @Override
    void begin(Session session, Duration callTimeout) {}

    @Override
    Properties properties(Duration callTimeout) {
      Properties properties = new Properties();
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "FULL");
      properties.setProperty("foreign_keys", "true");
      properties.setProperty("transaction_mode", "IMMEDIATE");
      properties.setProperty("busy_timeout", Long.toString(Math.min(5000, callTimeout.toMillis())));
      return properties;
    }

    @Override
    Connection connect(String url, Properties properties) throws SQLException {
      return SqliteDriver.connect(url, properties);
    }
  };

  /** An SQL expression: the clock of the database in milliseconds since 1970. */
  public abstract String now();

  /** {@code select} so that nobody else can read the same rows this way until the commit. */
  public abstract String locked(String select);

  /**
   * An SQL expression: eight hexadecimal digits that grow each time that a replica becomes the
   * primary; {@code 0} where there are no replicas.
   */
  public abstract String timeline();

  /** An SQL expression: the setting by which commits can be lost; empty when there is none. */
  public abstract String forgets();

  /** A query that tells the nodes of other processes that there is something to read. */
  abstract Optional<String> ring();

  /** Sets the bounds of a writing transaction, so that a stuck one cannot stop the others. */
  abstract void begin(Session session, Duration callTimeout) throws SQLException;

  /** What each connection is opened with, beneath what the URL itself says. */
  abstract Properties properties(Duration callTimeout);

  abstract Connection connect(String url, Properties properties) throws SQLException;

  static Dialect of(String url) {
    return url.startsWith("jdbc:sqlite:") ? SQLITE : POSTGRESQL;
  }

  static Dialect of(Connection connection) throws SQLException {
    return of(connection.getMetaData().getURL());
  }
}
