package dev.latchkey.guard.lookup.issuer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches small JSON documents of one issuer's servers: 200 alone counts, a redirection leads
 * nowhere, and no server keeps anybody longer than {@code whole}, drop by drop or not at all.
 *
 * <p>Each fetch reads on a thread of its own, which ends with it. To close its socket is the one
 * thing that ends a read for certain, and the JDK does not let us where a server stops in the
 * middle of the frame of a chunk: that close waits for the read. So it waits on a thread of its own
 * as well, and until both are through nothing else is fetched: an issuer has two threads at most,
 * and the other issuers feel nothing. A client with a pool would keep threads that outlive the app.
 * For one thread alone.
 */
final class Web {
  private static final int MOST_BYTES = 64 * 1024;

  private final Duration step;
  private final Duration whole;
  private Optional<FutureTask<String>> last = Optional.empty();

  /**
   * Fetches nothing yet.
   *
   * @param step the longest wait to connect, and for each piece of an answer
   * @param whole the longest fetch
   */
  Web(Duration step, Duration whole) {
    this.step = step;
    this.whole = whole;
  }

  static Web usual() {
    return new Web(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  /**
   * The document at {@code place}.
   *
   * @throws IOException when there is none, whatever the reason
   */
  String get(URI place) throws IOException, InterruptedException {
    if (last.isPresent() && !last.get().isDone()) {
      throw new IOException("has not ended the answer before");
    }
    HttpURLConnection connection = open(place);
    FutureTask<String> reading = new FutureTask<>(() -> readAndEnd(connection));
    Thread reader = start(reading);
    last = Optional.of(reading);
    try {
      return reading.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + whole, e);
    } catch (ExecutionException e) {
      String why = e.getCause() instanceof IOException known ? known.getMessage() : "failed";
      throw new IOException(why, e);
    } finally {
      if (!reading.isDone()) {
        reader.interrupt();
        start(connection::disconnect);
        reader.join(step.toMillis());
      }
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "latchkey-issuer-fetch");
    thread.setDaemon(true);
    thread.start();
    return thread;
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

  private static String readAndEnd(HttpURLConnection connection) throws IOException {
    try {
      return read(connection);
    } finally {
      connection.disconnect();
    }
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
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("nobody waits for it any more");
        }
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
