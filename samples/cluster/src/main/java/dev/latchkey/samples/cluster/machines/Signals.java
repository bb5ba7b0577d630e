package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Stops processes without their knowing it, and lets them go on. Only ones that this one started.
 */
final class Signals {
  private Signals() {}

  static void freeze(long pid) {
    send("STOP", pid);
  }

  static void thaw(long pid) {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
