package dev.latchkey.admin.app;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The SQLite of this JVM, as the apps share it. A second copy of its native library in the same
 * process would not see their locks.
 */
final class SharedSqlite {
  private static final String[] CONNECT = {String.class.getName(), Properties.class.getName()};

  private SharedSqlite() {}

  static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", "5000");
    try {
      Object connection =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("dev.latchkey:type=SqliteDriver"),
                  "connect",
                  new Object[] {url, properties},
                  CONNECT);
      return (Connection) connection;
    } catch (JMException e) {
      throw new SQLException("no app has opened a SQLite file yet", e);
    }
  }
}
