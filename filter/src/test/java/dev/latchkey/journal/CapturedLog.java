package dev.latchkey.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/** What is logged while this is open. */
public final class CapturedLog implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = 5_000_000;
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private CapturedLog() {}

  /** Captures from here on. */
  public static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    System.setErr(new PrintStream(log.bytes, true, UTF_8));
    return log;
  }

  public String text() {
    return bytes.toString(UTF_8);
  }

  /** Waits until these words are logged. */
  public void awaits(String words) {
    long start = System.nanoTime();
    while (!text().contains(words)) {
      if (System.nanoTime() - start > LONGEST_NANOS) {
        throw new AssertionError("never logged: " + words + "\n" + text());
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
