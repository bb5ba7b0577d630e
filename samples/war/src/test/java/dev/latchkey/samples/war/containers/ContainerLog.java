package dev.latchkey.samples.war.containers;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Keeps what is logged through {@code java.util.logging}, which all containers end up in, from its
 * making to its closing. Two containers that run at once share their lines. Safe for use by many
 * threads.
 */
final class ContainerLog extends Handler {
  private final Logger root = Logger.getLogger("");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  ContainerLog() {
    setFormatter(new SimpleFormatter());
    root.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      lines.add(getFormatter().format(record));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }

  @Override
  public String toString() {
    return String.join("", lines);
  }
}
