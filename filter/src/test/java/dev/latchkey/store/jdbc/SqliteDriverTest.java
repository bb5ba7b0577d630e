package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Properties;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqliteDriverTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @BeforeEach
  @AfterEach
  void forgetTheDriver() throws JMException {
    ObjectName driver = new ObjectName("dev.latchkey:type=SqliteDriver");
    if (server.isRegistered(driver)) {
      server.unregisterMBean(driver);
    }
  }

  @Test
  void theSharedDriverDoesNotKeepTheAppThatBroughtIt() throws Exception {
    assertThat(WebApp.isKeptAfter(SqliteDriverTest::connect)).isFalse();
  }

  private static void connect(ClassLoader app) throws ReflectiveOperationException {
    Class<?> driver = app.loadClass(SqliteDriver.class.getName());
    Method connect = driver.getDeclaredMethod("connect", String.class, Properties.class);
    connect.setAccessible(true);
    assertThat(connect.invoke(null, "jdbc:sqlite::memory:", new Properties())).isNotNull();
  }
}
