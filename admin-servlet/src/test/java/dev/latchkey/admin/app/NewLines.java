package dev.latchkey.admin.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all apps of these tests have logged since this was made. */
public final class NewLines {
  private static final Path LOG = Path.of("target/tests.log");

  private final long start;

  private NewLines(long start) {
    this.start = start;
  }

  public static NewLines fromHere() {
    try {
      return new NewLines(Files.exists(LOG) ? Files.size(LOG) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many of them hold these words. */
  public long with(String words) {
    try (InputStream log = Files.newInputStream(LOG)) {
      log.skipNBytes(start);
      return new String(log.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(words))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
