package dev.latchkey.store.jdbc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one SQLite of this JVM. Every web app that brings the driver would load a copy of its native
 * library, and two copies in one process do not see each other's POSIX locks: two WARs on one file
 * would write over each other (sqlite.org, "How To Corrupt", section 2.2.1). So the first app puts
 * the driver into a class loader that knows nothing but the driver and the JDK, and leaves it where
 * all apps of the JVM find it: the platform's MBean server. It stays there for good, and holds no
 * class of any app.
 */
final class SqliteDriver {
  private static final Logger log = LoggerFactory.getLogger(SqliteDriver.class);
  private static final String NAME = "dev.latchkey:type=SqliteDriver";
  private static final String CLASS = "org.sqlite.JDBC";
  private static final String[] CONNECT = {String.class.getName(), Properties.class.getName()};

  private SqliteDriver() {}

  /** Opens a connection by whichever app's driver came first. */
  static Connection connect(String url, Properties properties) throws SQLException {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName(NAME);
      register(server, name);
      Object connection = server.invoke(name, "connect", new Object[] {url, properties}, CONNECT);
      return (Connection) connection;
    } catch (MBeanException e) {
      throw e.getTargetException() instanceof SQLException sql ? sql : new SQLException(e);
    } catch (JMException | ReflectiveOperationException | IOException e) {
      throw new SQLException("the SQLite driver could not be shared in this JVM", e);
    }
  }

  /** One app at a time: an interned string is the same object in every class loader. */
  private static void register(MBeanServer server, ObjectName name)
      throws JMException, ReflectiveOperationException, IOException {
    synchronized (NAME.intern()) {
      if (!server.isRegistered(name)) {
        server.registerMBean(new StandardMBean(load(), Driver.class), name);
      }
    }
  }

  private static Driver load() throws ReflectiveOperationException, IOException {
    ClassLoader loader = apart();
    return Class.forName(CLASS, true, loader)
        .asSubclass(Driver.class)
        .getConstructor()
        .newInstance();
  }

  private static ClassLoader apart() throws IOException {
    String entry = CLASS.replace('.', '/') + ".class";
    URL found = SqliteDriver.class.getClassLoader().getResource(entry);
    if (found == null) {
      throw new IOException("org.xerial:sqlite-jdbc is not on the class path");
    }
    String place = found.toString();
    URL jar = new URL(place.substring(0, place.length() - entry.length()));
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    if (loader.findResource(entry) == null) {
      loader.close();
      log.warn("latchkey cannot share {}: let only one app of this JVM use a SQLite file", jar);
      return SqliteDriver.class.getClassLoader();
    }
    return loader;
  }
}
