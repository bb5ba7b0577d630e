package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Body;
import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What clients that cannot change send, and what they are told. */
final class LegacyHeadersIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void anOldKeyComesAsXApiKeyAndItsAnswersTellWhenItEnds() throws Exception {
    TestDatabase database =
        TestDatabase.sqlite()
            .with(
                "latchkey.x-api-key = on",
                "latchkey.warn-before = P30D",
                "latchkey.legacy.separator = --");
    try (TestApp app = TestApp.on(database)) {
      String key = "'hash':'%s','selector':'old'".formatted(OldKeys.hash("s3cret"));
      OldKeys.imported(app.admin(), key, "'scopes':['zones:read']").is(200);
      Await.until("known", Duration.ofSeconds(5), () -> status(app) == 200);
      assertThat(read(app).headers().firstValue("Latchkey-Key-Expires")).isEmpty();
      Instant end = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
      app.admin().post("/v1/apikeys/legacy/end", Body.json("{'ends_at':'%s'}", end)).is(200);
      assertThat(read(app).headers().firstValue("Latchkey-Key-Expires")).contains(end.toString());
    }
  }

  private static int status(TestApp app) {
    try {
      return read(app).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<Void> read(TestApp app) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(app.api().address() + "/zones/a"))
            .header("X-Api-Key", "old--s3cret")
            .build(),
        BodyHandlers.discarding());
  }
}
