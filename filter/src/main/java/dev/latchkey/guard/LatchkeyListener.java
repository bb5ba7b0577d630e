package dev.latchkey.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the guard as the first filter of an app, for every path. The jar's {@code
 * web-fragment.xml} names this listener: registered this way, a filter was seen to cover WebSocket
 * upgrades too, on every container, where a declared one did not. It stands down where the app
 * declares {@link LatchkeyFilter} itself.
 */
public final class LatchkeyListener implements ServletContextListener {
  private static final Logger log = LoggerFactory.getLogger(LatchkeyListener.class);
  private static final String NAME = "latchkey";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    if (Installation.isDeclared(context)) {
      log.info("latchkey stands down: the app declares LatchkeyFilter itself");
      return;
    }
    install(context);
  }

  /** Puts the guard in front of {@code context}: for apps that are put together in code. */
  public static void install(ServletContext context) {
    FilterRegistration.Dynamic filter = context.addFilter(NAME, LatchkeyFilter.class);
    if (filter == null) {
      throw new IllegalStateException("another filter is called " + NAME + ": rename it");
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
  }
}
