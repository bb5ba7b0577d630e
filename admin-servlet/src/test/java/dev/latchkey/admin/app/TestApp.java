package dev.latchkey.admin.app;

import dev.latchkey.admin.AdminListener;
import dev.latchkey.guard.Guard;
import dev.latchkey.guard.LatchkeyListener;
import dev.latchkey.guard.Reports;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An app with one servlet under {@code /zones}, guarded, with the admin servlet beside it. Each has
 * its own folder; its database may be shared.
 */
public final class TestApp implements AutoCloseable {
  static final String MOUNT = "/latchkey";
  private static final List<String> RULES =
      List.of(
          "latchkey.route = * /latchkey/** optional",
          "latchkey.route = GET /zones/{zone}/** zones:read:{zone}",
          "latchkey.route = PUT /zones/{zone}/** zones:write:{zone}",
          "latchkey.route = GET /orgs/{org}/zones zones:read @{org}",
          "latchkey.route = PUT /orgs/{org}/zones zones:write @{org}",
          "latchkey.route = GET /anybody authenticated");
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Server server;
  private final TestDatabase database;
  private final Path folder;
  private final Api api;

  private TestApp(Server server, TestDatabase database, Path folder, int port) {
    this.server = server;
    this.database = database;
    this.folder = folder;
    this.api = Api.of("http://127.0.0.1:" + port);
  }

  /** Starts an app on a database, and keeps its bootstrap key in its own folder. */
  public static TestApp on(TestDatabase database) {
    Path folder = TestDatabase.newFolder();
    String setting = "latchkey.bootstrap.file = " + folder.resolve("admin-key");
    return start(database, database.with(setting), folder, context -> {});
  }

  /** The same with whatever else the app has. */
  public static TestApp on(TestDatabase database, Consumer<ServletContextHandler> more) {
    Path folder = TestDatabase.newFolder();
    String setting = "latchkey.bootstrap.file = " + folder.resolve("admin-key");
    return start(database, database.with(setting), folder, more);
  }

  /** The same, where the settings of the database say all. */
  public static TestApp on(TestDatabase database, Path folder) {
    return start(database, database, folder, context -> {});
  }

  /** An app that a file of settings makes, on a SQLite database of its own. */
  public static TestApp of(Path settings) {
    try {
      List<String> lines = Files.readAllLines(settings);
      return on(TestDatabase.sqlite().with(lines.toArray(String[]::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestApp start(
      TestDatabase database,
      TestDatabase configured,
      Path folder,
      Consumer<ServletContextHandler> more) {
    Server server = new Server(new QueuedThreadPool(32, 4));
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = context(settings(configured, folder));
    more.accept(context);
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IllegalStateException(rootOf(e).getMessage(), e);
    }
    return new TestApp(server, database, folder, connector.getLocalPort());
  }

  /** The API, without a key. */
  public Api api() {
    return api;
  }

  /** The API with the key of the first start. */
  public Api admin() {
    return api.as(bootstrapKey());
  }

  public String bootstrapKey() {
    try {
      return Files.readString(bootstrapFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path bootstrapFile() {
    return folder.resolve("admin-key");
  }

  /** Where this app has its settings. */
  public Path folder() {
    return folder;
  }

  public TestDatabase database() {
    return database;
  }

  /** Lets the guard tell how keys were used so far, and waits until that is added up. */
  public void tellUsage() {
    ServletContextHandler context = (ServletContextHandler) server.getHandler();
    Reports.tell((Guard) context.getServletContext().getAttribute(Guard.ATTRIBUTE));
    Await.until(
        "added up",
        Duration.ofSeconds(10),
        () -> database.number("SELECT COUNT(*) FROM latchkey_use") == 0);
  }

  /** A name that nothing else in these tests has. */
  public static String fresh(String word) {
    return word + NAMES.incrementAndGet();
  }

  @Override
  public void close() {
    stop(server);
  }

  @Override
  public String toString() {
    return database.toString();
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  private static ServletContextHandler context(Path settings) {
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.setInitParameter("latchkey.settings", settings.toString());
    context.addEventListener(new LatchkeyListener());
    context.addEventListener(new AdminListener());
    context.addServlet(new ServletHolder(new Guarded()), "/*");
    return context;
  }

  private static Path settings(TestDatabase database, Path folder) {
    List<String> lines = new ArrayList<>(database.lines());
    if (lines.stream().noneMatch(line -> line.startsWith("latchkey.route"))) {
      lines.addAll(RULES);
    }
    try {
      return Files.write(folder.resolve("latchkey.properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is guarded. */
  private static final class Guarded extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_OK);
    }
  }
}
