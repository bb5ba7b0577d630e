package dev.latchkey.samples.war.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** What Jetty's environments share. Only the class of a web app differs. */
abstract class JettyLauncher implements Callable<Integer>, Closeable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  JettyLauncher(Path base, Map<String, Path> wars, Supplier<ContextHandler> webApp) {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    wars.forEach(
        (path, war) -> {
          ContextHandler context = webApp.get();
          context.setContextPath(path);
          context.setBaseResourceAsPath(war);
          context.setTempDirectory(base.resolve("work-" + war.getFileName()).toFile());
          contexts.addHandler(context);
        });
    server.setHandler(contexts);
  }

  @Override
  public final Integer call() throws Exception {
    server.start();
    return connector.getLocalPort();
  }

  @Override
  public final void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("Jetty did not stop", e);
    }
  }
}
