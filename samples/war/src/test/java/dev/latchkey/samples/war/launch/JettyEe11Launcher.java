package dev.latchkey.samples.war.launch;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Jetty 12.1 with Servlet 6.1. */
public final class JettyEe11Launcher extends JettyLauncher {
  public JettyEe11Launcher(Path base, Map<String, Path> wars) {
    super(base, wars, JettyEe11Launcher::webApp);
  }

  private static ContextHandler webApp() {
    WebAppContext context = new WebAppContext();
    // Otherwise Jetty starts without a web app that failed.
    context.setThrowUnavailableOnStartupException(true);
    return context;
  }
}
