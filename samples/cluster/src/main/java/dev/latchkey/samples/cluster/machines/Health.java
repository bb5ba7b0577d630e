package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** Asks a node whether it serves, and has its database. */
final class Health {
  private static final int LONGEST_MILLIS = 2000;

  private Health() {}

  static boolean isGood(Node node) {
    try {
      HttpURLConnection call =
          (HttpURLConnection) node.uri().resolve("/latchkey/v1/health").toURL().openConnection();
      call.setConnectTimeout(LONGEST_MILLIS);
      call.setReadTimeout(LONGEST_MILLIS);
      return call.getResponseCode() == HttpURLConnection.HTTP_OK && !concerned(call);
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean concerned(HttpURLConnection call) throws IOException {
    try (InputStream body = call.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"concern\"");
    }
  }
}
