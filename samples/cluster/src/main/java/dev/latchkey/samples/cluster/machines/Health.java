package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.net.HttpURLConnection;

/** Asks a node whether it serves. */
final class Health {
  private static final int LONGEST_MILLIS = 2000;

  private Health() {}

  static boolean isGood(Node node) {
    try {
      HttpURLConnection call =
          (HttpURLConnection) node.uri().resolve("/latchkey/v1/health").toURL().openConnection();
      call.setConnectTimeout(LONGEST_MILLIS);
      call.setReadTimeout(LONGEST_MILLIS);
      return call.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
