package dev.latchkey.samples.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for each cluster, which stays for whoever wants to look into it. */
final class Folders {
  private Folders() {}

  static Path fresh(String name) {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "clusters")), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
