package dev.latchkey.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the guard as the first filter of an app, for every path. The jar's {@code
 * web-fragment.xml} names this listener: registered this way, a filter was seen to cover WebSocket
 * upgrades too, on every container, where a declared one did not. It stands down where the app
 * declares {@link LatchkeyFilter} itself. An app that is put together in code adds this listener.
 */
public final class LatchkeyListener implements ServletContextListener {
  private static final Logger log = LoggerFactory.getLogger(LatchkeyListener.class);
  private static final String NAME = "latchkey";

  private Optional<Guard> guard = Optional.empty();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Installation.requireSound(context);
    if (Installation.isDeclared(context)) {
      log.info("latchkey stands down: the app declares LatchkeyFilter itself");
      return;
    }
    guard = Optional.of(install(context));
  }

  /** A container that starts filters late may never have started ours. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    guard.ifPresent(Guard::close);
  }

  /** Here rather than in the filter, so that wrong settings stop the deployment everywhere. */
  private static Guard install(ServletContext context) {
    Guard guard = Guard.start(context, Map.of());
    FilterRegistration.Dynamic filter = context.addFilter(NAME, new LatchkeyFilter(guard));
    if (filter == null) {
      guard.close();
      throw new IllegalStateException("another filter is called " + NAME + ": rename it");
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    return guard;
  }
}
