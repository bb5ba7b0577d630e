package dev.latchkey.admin;

import dev.latchkey.guard.Configuration;
import dev.latchkey.settings.Setting;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Installs the admin servlet of an app that does not declare it. The jar's {@code web-fragment.xml}
 * names this listener. It hangs under {@code /latchkey/*}, or wherever lines {@code
 * latchkey.admin.mount} say; {@code none} is nowhere.
 */
public final class AdminListener implements ServletContextListener {
  private static final String MOUNT = "latchkey.admin.mount";
  private static final String NAME = "latchkey-admin";
  private static final String DEFAULT = "/latchkey/*";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    boolean declared =
        context.getServletRegistrations().values().stream()
            .map(ServletRegistration::getClassName)
            .anyMatch(AdminServlet.class.getName()::equals);
    List<String> patterns = declared ? List.of() : patterns(context);
    if (!patterns.isEmpty()) {
      install(context, patterns);
    }
  }

  /**
   * Hangs the admin servlet on URL patterns: for apps that are put together in code.
   *
   * @throws IllegalStateException when the app uses one of the patterns itself
   */
  public static void install(ServletContext context, List<String> patterns) {
    ServletRegistration.Dynamic servlet = context.addServlet(NAME, AdminServlet.class);
    if (servlet == null) {
      throw new IllegalStateException("another servlet is called " + NAME + ": rename it");
    }
    servlet.setLoadOnStartup(1);
    Set<String> taken = servlet.addMapping(patterns.toArray(new String[0]));
    if (!taken.isEmpty()) {
      throw new IllegalStateException(MOUNT + ": the app itself uses " + String.join(", ", taken));
    }
  }

  private static List<String> patterns(ServletContext context) {
    List<Setting> lines = Configuration.find(context, Map.of()).settings().lines(MOUNT);
    if (lines.isEmpty()) {
      return List.of(DEFAULT);
    }
    return lines.stream().map(Setting::value).filter(value -> !value.equals("none")).toList();
  }
}
