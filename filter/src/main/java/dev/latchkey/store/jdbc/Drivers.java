package dev.latchkey.store.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JDBC drivers register themselves with the JDK for good, which would keep an undeployed app in
 * memory. This remembers who was there before, and takes back those that came with this app.
 *
 * <p>The first question to {@link DriverManager} in a JVM makes it load every driver that the asker
 * can see. So in a web app that brought us along, none was there before: all go with the app.
 */
final class Drivers {
  private static final Logger log = LoggerFactory.getLogger(Drivers.class);

  private final Set<Driver> earlier;

  private Drivers(Set<Driver> earlier) {
    this.earlier = earlier;
  }

  static Drivers before() {
    return new Drivers(goWithTheApp() ? Set.of() : registered());
  }

  void takeBack() {
    for (Driver driver : registered()) {
      boolean ours = driver.getClass().getClassLoader() == Drivers.class.getClassLoader();
      if (ours && !earlier.contains(driver)) {
        deregister(driver);
      }
    }
  }

  /** False where several apps share our class loader, or the whole JVM does. */
  private static boolean goWithTheApp() {
    ClassLoader ours = Drivers.class.getClassLoader();
    return ours == Thread.currentThread().getContextClassLoader()
        && ours != ClassLoader.getSystemClassLoader();
  }

  private static void deregister(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException | SecurityException e) {
      log.warn("latchkey could not take back the JDBC driver {}", driver.getClass().getName(), e);
    }
  }

  private static Set<Driver> registered() {
    return DriverManager.drivers().collect(Collectors.toUnmodifiableSet());
  }
}
