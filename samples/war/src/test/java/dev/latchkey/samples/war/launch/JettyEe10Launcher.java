package dev.latchkey.samples.war.launch;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Jetty 12.1 with Servlet 6.0. */
public final class JettyEe10Launcher extends JettyLauncher {
  public JettyEe10Launcher(Path base, Map<String, Path> wars) {
    super(base, wars, JettyEe10Launcher::webApp);
  }

  private static ContextHandler webApp() {
    WebAppContext context = new WebAppContext();
    // Otherwise Jetty starts without a web app that failed.
    context.setThrowUnavailableOnStartupException(true);
    return context;
  }
}
