package dev.latchkey.store.jdbc;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private static final int LONGEST_MAKING_SECONDS = 10;

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

  private static ClassLoader apart() throws ReflectiveOperationException, IOException {
    String entry = CLASS.replace('.', '/') + ".class";
    URL found = SqliteDriver.class.getClassLoader().getResource(entry);
    if (found == null) {
      throw new IOException("org.xerial:sqlite-jdbc is not on the class path");
    }
    String place = found.toString();
    URL jar = new URL(place.substring(0, place.length() - entry.length()));
    URLClassLoader loader = outsideThisApp(jar);
    if (loader.findResource(entry) == null) {
      loader.close();
      log.warn("latchkey cannot share {}: let only one app of this JVM use a SQLite file", jar);
      return SqliteDriver.class.getClassLoader();
    }
    return loader;
  }

  /**
   * A class loader keeps the protection domain, and by it the class loader, of whoever is on the
   * stack that makes it. So it is made where no class of an app is: on a thread of the JDK, by
   * nothing but the JDK.
   */
  private static URLClassLoader outsideThisApp(URL jar)
      throws ReflectiveOperationException, IOException {
    MethodHandle constructor =
        MethodHandles.publicLookup()
            .findConstructor(
                URLClassLoader.class,
                MethodType.methodType(void.class, URL[].class, ClassLoader.class));
    MethodHandle making =
        MethodHandles.insertArguments(
            constructor, 0, new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    Callable<?> task = MethodHandleProxies.asInterfaceInstance(Callable.class, making);
    FutureTask<?> made = new FutureTask<>(task);
    ForkJoinPool.commonPool().execute(made);
    try {
      return (URLClassLoader) made.get(LONGEST_MAKING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped before the driver had a class loader", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no class loader could be made for the driver", e);
    }
  }
}
