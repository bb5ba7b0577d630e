package dev.latchkey.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a database: a pool of its own, or a {@code DataSource} of the container, which is used
 * and never closed. Every failure to get an answer is a {@link StoreException}. Safe for use by
 * many threads.
 */
public final class Database implements AutoCloseable {
  /** What is done with one connection. */
  public interface Work<T> {
    T in(Session session) throws SQLException;
  }

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /** PostgreSQL's {@code invalid_sql_statement_name} and {@code duplicate_prepared_statement}. */
  private static final Set<String> MIXED_UP_STATEMENTS = Set.of("26000", "42P05");

  private final DataSource source;
  private final DatabaseSettings settings;
  private final Duration callTimeout;
  private final Drivers drivers;
  private volatile Optional<Dialect> dialect;

  private Database(
      DataSource source,
      DatabaseSettings settings,
      Duration callTimeout,
      Drivers drivers,
      Optional<Dialect> dialect) {
    this.source = source;
    this.settings = settings;
    this.callTimeout = callTimeout;
    this.drivers = drivers;
    this.dialect = dialect;
  }

  /**
   * Opens the way; the database itself may be away and come later.
   *
   * @param user what the pool is called in logs, like {@code guard}
   * @param callTimeout the longest that a call may hang
   * @throws IllegalArgumentException when the settings name a JNDI entry that is not there
   */
  public static Database open(DatabaseSettings settings, String user, Duration callTimeout) {
    Drivers drivers = Drivers.before();
    if (settings.isJndi()) {
      return new Database(lookUp(settings), settings, callTimeout, drivers, Optional.empty());
    }
    return new Database(
        pool(settings, user, callTimeout),
        settings,
        callTimeout,
        drivers,
        Optional.of(Dialect.of(settings.place())));
  }

  /** Runs a single statement, or several that need not agree. */
  public <T> T read(Work<T> work) {
    try (Loan loan = borrow()) {
      loan.connection().setAutoCommit(true);
      return work.in(session(loan.connection()));
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Runs {@code work} in one transaction: all of it is committed, or nothing. */
  public <T> T write(Work<T> work) {
    try (Loan loan = borrow()) {
      return committed(loan.connection(), work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Which of the two databases this is. */
  public Dialect dialect() {
    return dialect.orElseGet(() -> read(Session::dialect));
  }

  /** The pool itself: for the migrations, which bring their own way of running SQL. */
  public DataSource dataSource() {
    return source;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** The file of a SQLite database that has one. */
  public Optional<Path> sqliteFile() {
    String name = settings.shown().replaceFirst("^jdbc:sqlite:(file:)?", "");
    boolean file = !settings.isJndi() && dialect() == Dialect.SQLITE && !name.startsWith(":");
    return file && !name.isEmpty() ? Optional.of(Path.of(name)) : Optional.empty();
  }

  /** Tells the nodes that listen, in a transaction of its own, that there is something to read. */
  public void ringDoorbell() {
    Optional<String> ring = dialect().ring();
    if (ring.isPresent()) {
      read(session -> session.list(ring.get(), row -> true));
    }
  }

  /** A connection outside the pool, for the doorbell. */
  Connection direct(String url) throws SQLException {
    return connect(settings, url, callTimeout);
  }

  @Override
  public void close() {
    if (source instanceof HikariDataSource pool) {
      pool.close();
    }
    drivers.takeBack();
  }

  /** The pool's own connections were opened with their limits. */
  private Loan borrow() throws SQLException {
    return settings.isJndi() ? Loan.bounded(source, callTimeout) : Loan.of(source);
  }

  /**
   * Switching auto-commit on is the commit: SQLite's driver follows each {@code commit()} with the
   * start of another transaction, which takes the lock of all writers again.
   */
  private <T> T committed(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    try {
      connection.setAutoCommit(false);
      Session session = session(connection);
      session.dialect().begin(session, callTimeout);
      T result = work.in(session);
      connection.setAutoCommit(true);
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(connection);
      }
    }
  }

  /**
   * Takes back what was not committed. A connection that does not come back clean is not used
   * again: where SQLite was locked at the start of a transaction, its driver takes the next one for
   * begun, and would commit each statement by itself.
   */
  private void undo(Connection connection) throws SQLException {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException notClean) {
      log.debug("latchkey closes a connection that did not come back clean", notClean);
      discard(connection);
    }
  }

  private void discard(Connection connection) throws SQLException {
    if (source instanceof HikariDataSource pool) {
      pool.evictConnection(connection);
    } else {
      connection.abort(Runnable::run);
    }
  }

  private Session session(Connection connection) throws SQLException {
    Optional<Dialect> known = dialect;
    Dialect present = known.isPresent() ? known.get() : Dialect.of(connection);
    dialect = Optional.of(present);
    return new Session(connection, present);
  }

  /** A pool that ran out of time says nothing of why it has no connection. */
  private StoreException unavailable(SQLException e) {
    SQLException why =
        e instanceof SQLTransientConnectionException ? connectionFailure().orElse(e) : e;
    String told = settings.withoutSecrets(String.valueOf(why.getMessage()));
    return new StoreException("the database did not answer: " + told + cure(why), e);
  }

  private Optional<SQLException> connectionFailure() {
    return source instanceof HikariDataSource pool
            && pool.getDataSource() instanceof TirelessSource connections
        ? connections.failure()
        : Optional.empty();
  }

  /** The driver's own words name a statement that nobody here has ever heard of. */
  private static String cure(SQLException e) {
    return MIXED_UP_STATEMENTS.contains(String.valueOf(e.getSQLState()))
        ? " (behind a transaction pooler, set prepareThreshold=0 in the database's URL)"
        : "";
  }

  /** The name comes from the settings of whoever deploys, never from a request. */
  @SuppressWarnings("BanJNDI")
  private static DataSource lookUp(DatabaseSettings settings) {
    try {
      return (DataSource) new InitialContext().lookup(settings.place());
    } catch (NamingException | ClassCastException e) {
      throw new IllegalArgumentException(
          "there is no DataSource under the JNDI name " + settings.place(), e);
    }
  }

  private static Connection connect(DatabaseSettings settings, String url, Duration callTimeout)
      throws SQLException {
    Properties properties = Dialect.of(url).properties(callTimeout);
    settings.user().ifPresent(user -> properties.setProperty("user", user));
    settings.password().ifPresent(password -> properties.setProperty("password", password));
    return Dialect.of(url).connect(url, properties);
  }

  private static DataSource pool(DatabaseSettings settings, String user, Duration callTimeout) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("latchkey-" + user);
    config.setDataSource(
        new TirelessSource(() -> connect(settings, settings.place(), callTimeout)));
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, Math.min(5000, callTimeout.toMillis())));
    config.setValidationTimeout(Math.max(250, Math.min(2000, callTimeout.toMillis() / 2)));
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
