package dev.latchkey.samples.demo;

import dev.latchkey.admin.AdminListener;
import dev.latchkey.guard.LatchkeyListener;
import dev.latchkey.samples.demo.dns.Zones;
import dev.latchkey.samples.demo.web.FixedServlet;
import dev.latchkey.samples.demo.web.MeServlet;
import dev.latchkey.samples.demo.web.ZonesServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * The app on Jetty, put together in code. Two listeners bring the guard and the admin servlet; they
 * read {@code WEB-INF/latchkey.properties}, as they would in a WAR. Only what depends on the folder
 * is set here.
 */
final class DemoServer implements AutoCloseable {
  /** The account that a first start makes: the seeded zones are its own. */
  private static final String ACCOUNT = "main";

  private static final long LONGEST_GOODBYE_MILLIS = 2000;

  private final Server server;
  private final URI uri;
  private final Path folder;

  private DemoServer(Server server, URI uri, Path folder) {
    this.server = server;
    this.uri = uri;
    this.folder = folder;
  }

  /**
   * Starts on this machine's own address.
   *
   * @param port 0 takes any that is free
   * @param folder where the database and the first admin key are, or will be
   * @param settings in place of the demo's own
   * @throws CannotStart when the port or the folder cannot be used
   */
  static DemoServer start(int port, Path folder, Optional<Path> settings) {
    create(folder);
    Server server = new Server();
    URI uri = listen(server, port);
    DemoServer demo = new DemoServer(server, uri, folder);
    try {
      server.setHandler(demo.app(settings));
      server.setStopTimeout(LONGEST_GOODBYE_MILLIS);
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new CannotStart("cannot start with the data in " + folder + ": " + e.getMessage(), e);
    }
    return demo;
  }

  /** Where it listens. */
  URI uri() {
    return uri;
  }

  /** Where a first start wrote the first admin key. */
  Path keyFile() {
    return folder.resolve("admin-key");
  }

  /** Where all that it writes is. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    stop(server);
  }

  private ServletContextHandler app(Optional<Path> settings) {
    ServletContextHandler app = new ServletContextHandler();
    settings.ifPresent(file -> app.setInitParameter("latchkey.settings", file.toString()));
    app.setBaseResource(ResourceFactory.of(app).newClassLoaderResource("webapp/"));
    app.setInitParameter("latchkey.database", "jdbc:sqlite:" + folder.resolve("latchkey.db"));
    app.setInitParameter("latchkey.bootstrap.file", keyFile().toString());
    app.setInitParameter("latchkey.node.name", "demo-" + uri.getPort());
    app.addEventListener(new LatchkeyListener());
    app.addEventListener(new AdminListener());

    app.addServlet(new ZonesServlet(Zones.seeded(ACCOUNT)), "/v1/zones/*");
    app.addServlet(new MeServlet(), "/v1/me");
    app.addServlet(new FixedServlet("application/json", "{\"status\":\"ok\"}"), "/health");
    app.addServlet(new FixedServlet("text/html;charset=utf-8", Texts.page(uri, keyFile())), "");
    return app;
  }

  /** Takes the port before anything is started: when it is in use, no data has been touched. */
  private static URI listen(Server server, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("localhost");
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new CannotStart(whyNot(port, e), e);
    }
    return URI.create("http://localhost:" + connector.getLocalPort());
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotStart(
          folder + " is no folder and cannot be made one; choose another with -Dlatchkey.data=DIR",
          e);
    }
  }

  private static String whyNot(int port, IOException e) {
    return e.getCause() instanceof BindException
        ? "port " + port + " is in use; choose another with -Dlatchkey.port=9090"
        : "cannot listen on port " + port + ": " + e.getMessage();
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the demo did not stop cleanly", e);
    }
  }
}
