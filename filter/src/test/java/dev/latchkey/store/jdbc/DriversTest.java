package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class DriversTest {
  /** As when the JDK is asked for drivers for the first time, and loads those of the app. */
  @Test
  void driversThatRegisteredBeforeTheGuardLookedDoNotKeepTheirApp() throws Exception {
    assertThat(WebApp.isKeptAfter(DriversTest::registerLookAndTakeBack)).isFalse();
  }

  private static void registerLookAndTakeBack(ClassLoader app) throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader outside = thread.getContextClassLoader();
    thread.setContextClassLoader(app);
    try {
      Class.forName("org.postgresql.Driver", true, app);
      Class<?> drivers = app.loadClass(Drivers.class.getName());
      Method before = drivers.getDeclaredMethod("before");
      before.setAccessible(true);
      Method takeBack = drivers.getDeclaredMethod("takeBack");
      takeBack.setAccessible(true);
      takeBack.invoke(before.invoke(null));
    } finally {
      thread.setContextClassLoader(outside);
    }
  }
}
