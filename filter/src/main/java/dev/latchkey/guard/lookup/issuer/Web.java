package dev.latchkey.guard.lookup.issuer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches small JSON documents of other people's servers: 200 alone counts, a redirection leads
 * nowhere, and no server keeps anybody longer than {@code whole}, drop by drop or not at all.
 *
 * <p>Each fetch reads on a thread of its own, which ends with it: a socket that is closed from
 * outside is the one thing that ends a read for certain. A client with a pool would keep threads
 * that outlive the app.
 *
 * @param step the longest wait to connect, and for each piece of an answer
 * @param whole the longest fetch
 */
record Web(Duration step, Duration whole) {
  static final Web USUAL = new Web(Duration.ofSeconds(2), Duration.ofSeconds(5));
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * The document at {@code place}.
   *
   * @throws IOException when there is none, whatever the reason
   */
  String get(URI place) throws IOException, InterruptedException {
    HttpURLConnection connection = open(place);
    FutureTask<String> reading = new FutureTask<>(() -> read(connection));
    Thread reader = new Thread(reading, "latchkey-issuer-fetch");
    reader.setDaemon(true);
    reader.start();
    try {
      return reading.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + whole, e);
    } catch (ExecutionException e) {
      String why = e.getCause() instanceof IOException known ? known.getMessage() : "failed";
      throw new IOException(why, e);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open(URI place) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
    connection.setConnectTimeout((int) step.toMillis());
    connection.setReadTimeout((int) step.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  private static String read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("answered with status " + status);
    }
    String type = connection.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) {
      throw new IOException("answered with something that is not JSON");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream body = connection.getInputStream()) {
      byte[] piece = new byte[8192];
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        bytes.write(piece, 0, n);
        if (bytes.size() > MOST_BYTES) {
          throw new IOException("answered with more than " + MOST_BYTES + " bytes");
        }
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
