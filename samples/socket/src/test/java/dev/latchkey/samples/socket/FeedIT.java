package dev.latchkey.samples.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder = Path.of("target");

  /** What came over the WebSocket, its end included. */
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void aWebSocketEndsWithTheKeyThatOpenedIt() throws Exception {
    try (FeedServer server = new FeedServer(folder)) {
      String issued = manage(server, "", "{\"name\":\"feed\",\"scopes\":[\"feed:read\"]}");
      WebSocket socket = open(server, found("key", issued));
      socket.sendText("hello", true).join();
      assertThat(next()).isEqualTo("main: hello");

      manage(server, "/" + found("id", issued) + "/revoke", "{}");

      assertThat(next()).isEqualTo("1008 the key has ended");
    }
  }

  private @Nullable String next() throws InterruptedException {
    return heard.poll(10, TimeUnit.SECONDS);
  }

  private WebSocket open(FeedServer server, String key) {
    URI feed = URI.create(server.uri().toString().replaceFirst("http", "ws") + "/feed");
    return CLIENT
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + key)
        .buildAsync(feed, new Ear())
        .join();
  }

  private static String manage(FeedServer server, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/latchkey/v1/users/admin/apikeys" + path))
            .header("Authorization", "Bearer " + Files.readString(server.keyFile()).strip())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  private static String found(String member, String json) {
    Matcher matcher = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket socket, CharSequence text, boolean isLast) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add(code + " " + reason);
      return null;
    }
  }
}
