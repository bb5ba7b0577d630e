package dev.latchkey.samples.war.containers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container with the guarded sample under {@code /app} and the WAR that manages keys under {@code
 * /keys}: two apps, two class loaders, one SQLite file.
 */
final class Guarded implements Closeable {
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"(key_[^\"]+)\"");
  private static final int TRIES = 500;

  private final Container container;
  private final Path data;

  /** A key as it was issued. */
  record Issued(String id, String text) {}

  private Guarded(Container container, Path data) {
    this.container = container;
    this.data = data;
  }

  static Stream<Guarded> each(String... settings) {
    return Stream.of(ContainerKind.values()).map(kind -> start(kind, settings));
  }

  /** Starts both WARs, with more settings for the guarded one. */
  static Guarded start(ContainerKind kind, String... settings) {
    try {
      Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "data-");
      War app = War.sample().with("WEB-INF/latchkey.properties", app(data, settings));
      War admin = War.admin().with("WEB-INF/latchkey.properties", admin(data));
      Container container = Container.start(kind, Map.of("/app", app, "/keys", admin));
      Guarded guarded = new Guarded(container, data);
      guarded.awaitReady();
      return guarded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String app(Path data, String... settings) {
    return "latchkey.database = jdbc:sqlite:"
        + data
        + "/latchkey.db\nlatchkey.routes = /WEB-INF/latchkey.routes\n"
        + String.join("\n", settings)
        + "\n";
  }

  private static String admin(Path data) {
    return """
        latchkey.database = jdbc:sqlite:%1$s/latchkey.db
        latchkey.bootstrap.file = %1$s/admin-key
        latchkey.route = * /latchkey/** optional
        """
        .formatted(data);
  }

  Container container() {
    return container;
  }

  int port() {
    return container.port();
  }

  /** Sends a request line and headers to the guarded app. */
  Answer ask(String line, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: a"));
    lines.addAll(List.of(headers));
    return RawHttp.ask(port(), lines.toArray(String[]::new));
  }

  Issued issue(String... scopes) throws IOException {
    return issue("", scopes);
  }

  /** Issues a key, with more members for the body such as {@code ,"expires_in":"P1D"}. */
  Issued issueWith(String more, String... scopes) throws IOException {
    return issue(more, scopes);
  }

  private Issued issue(String more, String[] scopes) throws IOException {
    String list = "\"" + String.join("\",\"", scopes) + "\"";
    Answer answer =
        manage(
            "POST",
            "/users/admin/apikeys",
            "{\"name\":\"t\",\"scopes\":[" + list + "]" + more + "}");
    return new Issued(found(ID, answer.body()), found(KEY, answer.body()));
  }

  /** The text of a key in an answer that shows one. */
  static String text(Answer answer) {
    return found(KEY, answer.body());
  }

  Answer revoke(Issued key) throws IOException {
    return manage("POST", "/users/admin/apikeys/" + key.id() + "/revoke", "{}");
  }

  /** A call of the key API with the first admin key. */
  Answer manage(String method, String path, String body) throws IOException {
    String admin = Files.readString(data.resolve("admin-key")).strip();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (RawHttp http = RawHttp.connect(port())) {
      String head =
          String.join(
              "\r\n",
              method + " /keys/latchkey/v1" + path + " HTTP/1.1",
              "Host: a",
              "Authorization: Bearer " + admin,
              "Content-Type: application/json",
              "Content-Length: " + bytes.length,
              "",
              body);
      http.send(head.getBytes(StandardCharsets.UTF_8));
      return http.read();
    }
  }

  private void awaitReady() throws IOException {
    for (int i = 0; i < TRIES && isAway(); i++) {
      Thread.onSpinWait();
    }
  }

  private boolean isAway() throws IOException {
    String unknown = "Authorization: Bearer latchkey_live_" + "0".repeat(56);
    return ask("GET /app/me", unknown).status() == 503;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("not issued: " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException {
    container.close();
    try (Stream<Path> walk = Files.walk(data)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public String toString() {
    return container.toString();
  }
}
