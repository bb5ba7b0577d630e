package dev.latchkey.admin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** A {@code DataSource} of the container, whose limits are not ours to set. */
@Timeout(60)
final class ContainerSourceIT {
  private static final String PLACE = "java:comp/env/jdbc/latchkey";
  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

  private static DataSource bound = new PGSimpleDataSource();

  @BeforeEach
  void beAContainer() {
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
  }

  @AfterEach
  void beNone() {
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
  }

  private static Database over(DataSource source) {
    bound = source;
    return Database.open(DatabaseSettings.at(PLACE), "test", LONGEST_CALL);
  }

  private static void assertBounded(Runnable call) {
    long start = System.nanoTime();
    assertThatExceptionOfType(StoreException.class).isThrownBy(call::run);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(LONGEST_CALL.multipliedBy(5));
  }

  @Test
  void aServerThatSaysNothingIsNotAwaitedForLongerThanACallMayHang() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(TestDatabase.postgresql().url());
    try (Database database = over(source)) {
      assertBounded(
          () -> database.read(session -> session.list("SELECT pg_sleep(50)", row -> true)));
      assertBounded(
          () -> database.write(session -> session.list("SELECT pg_sleep(50)", row -> true)));
    }
  }

  @Test
  void aConnectionGoesBackWithTheLimitThatItCameWith() throws SQLException {
    OneConnection source = new OneConnection(TestDatabase.postgresql().url());
    try (Database database = over(source)) {
      source.limit(7000);
      database.write(session -> session.list("SELECT 1", row -> true));
      database.read(session -> session.list("SELECT 1", row -> true));
      assertThat(source.limit()).isEqualTo(7000);
    }
  }

  @Test
  void aDriverThatKnowsNoLimitWorksAllTheSame() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(TestDatabase.sqlite().url());
    try (Database database = over(source)) {
      List<Boolean> rows = database.write(session -> session.list("SELECT 1", row -> true));
      assertThat(rows).hasSize(1);
    }
  }

  /** A pool of one, which resets nothing of a connection that comes back. */
  private static final class OneConnection extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private final transient PooledConnection only;

    OneConnection(String url) throws SQLException {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(url);
      this.only = source.getPooledConnection();
    }

    @Override
    public Connection getConnection() throws SQLException {
      return only.getConnection();
    }

    void limit(int millis) throws SQLException {
      try (Connection connection = getConnection()) {
        connection.setNetworkTimeout(Runnable::run, millis);
      }
    }

    int limit() throws SQLException {
      try (Connection connection = getConnection()) {
        return connection.getNetworkTimeout();
      }
    }
  }

  /** What the JDK asks for names that begin with {@code java:}. */
  public static final class Names implements InitialContextFactory {
    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
      return new InitialContext(true) {
        @Override
        public Object lookup(String name) {
          return bound;
        }
      };
    }
  }
}
