package dev.latchkey.samples.cluster.machines;

import dev.latchkey.admin.AdminListener;
import dev.latchkey.guard.LatchkeyListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The app that runs on every node: one guarded servlet, and the key API beside it. */
public final class NodeApp {
  private NodeApp() {}

  /** Runs until the process ends: a settings file, and a port. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[1]));
    server.addConnector(connector);
    server.setHandler(app(Path.of(arguments[0])));
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }

  private static ServletContextHandler app(Path settings) {
    ServletContextHandler app = new ServletContextHandler();
    app.setContextPath("/");
    app.setInitParameter("latchkey.settings", settings.toString());
    app.addEventListener(new LatchkeyListener());
    app.addEventListener(new AdminListener());
    app.addServlet(new ServletHolder(new Orders()), "/orders/*");
    return app;
  }

  private static final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_OK);
    }
  }
}
