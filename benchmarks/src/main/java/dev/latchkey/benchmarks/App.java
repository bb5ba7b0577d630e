package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.admin.AdminListener;
import dev.latchkey.guard.LatchkeyFilter;
import dev.latchkey.guard.LatchkeyListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A guarded app with the key API on Jetty and SQLite, whole: what is measured is the very filter
 * that this app runs, with every kind of credential that it knows.
 */
final class App implements AutoCloseable {
  private static final String KEYS = "/latchkey/v1/users/admin/apikeys";
  private static final List<String> SETTINGS =
      List.of(
          "latchkey.key.brand = lk",
          "latchkey.admin.seal-keys = bench:" + "A".repeat(43) + "=",
          "latchkey.route = GET  /zones/{zone}    zones:read:{zone}",
          "latchkey.route = POST /zones/{zone}    zones:write:{zone}",
          "latchkey.route = *    /latchkey/**     optional");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Server server;
  private final Path folder;
  private final URI uri;
  private final Filter filter;
  private final Provider provider;
  private final HttpClient http = HttpClient.newHttpClient();

  private App(Server server, Path folder, URI uri, Filter filter, Provider provider) {
    this.server = server;
    this.provider = provider;
    this.folder = folder;
    this.uri = uri;
    this.filter = filter;
  }

  /** Starts one in a folder of its own. */
  static App start(String... moreSettings) throws Exception {
    Path folder = Files.createTempDirectory("latchkey-benchmark");
    Path settings = folder.resolve("latchkey.properties");
    Files.write(settings, SETTINGS);
    Files.write(
        settings,
        List.of(
            "latchkey.database = jdbc:sqlite:" + folder.resolve("latchkey.db"),
            "latchkey.bootstrap.file = " + folder.resolve("admin-key")),
        StandardOpenOption.APPEND);
    Files.write(settings, List.of(moreSettings), StandardOpenOption.APPEND);
    Provider provider = Provider.start();
    Files.write(settings, provider.settings(), StandardOpenOption.APPEND);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = context(settings);
    server.setHandler(context);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    App app = new App(server, folder, uri, filter(context), provider);
    app.awaitProvider();
    return app;
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

  private static Filter filter(ServletContextHandler context) {
    return Arrays.stream(context.getServletHandler().getFilters())
        .map(FilterHolder::getFilter)
        .filter(LatchkeyFilter.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  /** The guard has the provider's keys a moment after its start. */
  private void awaitProvider() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    int answered = 0;
    while (answered != Exchange.LET_THROUGH) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the provider's token was answered " + answered);
      }
      answered = new Exchange("GET", OpaqueKeys.PATH, provider.token()).through(filter);
    }
  }

  Filter filter() {
    return filter;
  }

  Provider provider() {
    return provider;
  }

  URI uri() {
    return uri;
  }

  /** Issues a key. What is answered has its {@code id} and, this once, its {@code key}. */
  JsonNode issue(String body) {
    return post(KEYS, body);
  }

  /** The data that a call answers. */
  JsonNode post(String path, String body) {
    return send("POST", path, body).path("data");
  }

  /** Makes a key one that never was. */
  void delete(JsonNode key) {
    send("DELETE", KEYS + '/' + key.path("id").asText(), "");
  }

  private JsonNode send(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri.resolve(path))
              .header(
                  "Authorization",
                  "Bearer " + Files.readString(folder.resolve("admin-key")).strip())
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + ' ' + path + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
    provider.close();
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
