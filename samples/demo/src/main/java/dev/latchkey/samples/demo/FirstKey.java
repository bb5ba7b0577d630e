package dev.latchkey.samples.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the first admin key still opens anything: it lives for a day, the folder may be older.
 */
final class FirstKey {
  private FirstKey() {}

  /** What the running server itself says to it: 200, 401, or 503 when it could not tell. */
  static int status(URI server, Path file) {
    try {
      return Files.exists(file) ? status(server, Files.readString(file).strip()) : 401;
    } catch (IOException e) {
      return 503;
    }
  }

  private static int status(URI server, String key) throws IOException {
    HttpURLConnection call = (HttpURLConnection) server.resolve("/v1/me").toURL().openConnection();
    call.setRequestProperty("Authorization", "Bearer " + key);
    call.setConnectTimeout(5000);
    call.setReadTimeout(5000);
    try {
      return call.getResponseCode();
    } finally {
      call.disconnect();
    }
  }
}
