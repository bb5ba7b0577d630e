package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar made in memory. */
final class Jar {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  Jar with(String name, String text) {
    entries.put(name, text.getBytes(UTF_8));
    return this;
  }

  /** Adds a class of the tests, and all others of its package, as they were compiled. */
  Jar withPackageOf(Class<?> type) throws IOException {
    Path classes = classes(type);
    String name = type.getPackageName().replace('.', '/');
    for (Path file : files(classes.resolve(name))) {
      entries.put(name + "/" + file.getFileName(), Files.readAllBytes(file));
    }
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Path classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
