package dev.latchkey.samples.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What clients saw, a line each, for whoever checks later: {@code word name=value …}, all times by
 * the monotonic clock that the processes of one machine share. No line holds a secret. Safe for use
 * by many threads.
 */
final class Notebook implements AutoCloseable {
  static final String FILE = "notes.log";

  private final PrintWriter lines;

  private Notebook(PrintWriter lines) {
    this.lines = lines;
  }

  static Notebook in(Path folder) {
    try {
      return new Notebook(
          new PrintWriter(
              Files.newBufferedWriter(folder.resolve(FILE), StandardCharsets.UTF_8), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String format, Object... values) {
    synchronized (lines) {
      lines.println(format.formatted(values));
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
