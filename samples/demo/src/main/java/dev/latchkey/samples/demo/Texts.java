package dev.latchkey.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** What the demo says: the lines to paste, and the page that shows them. */
final class Texts {
  private Texts() {}

  /** Shell lines that walk through the whole life of a key, ready to paste into bash. */
  static String walk(URI uri, Path keyFile) {
    return resource("walk.sh")
        .replace("@API@", uri.toString())
        .replace("@KEY_FILE@", quoted(keyFile));
  }

  /** The landing page. */
  static String page(URI uri, Path keyFile) {
    return resource("page.html").replace("@WALK@", escaped(walk(uri, keyFile)));
  }

  /** As bash reads it back, whatever is in it. */
  static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
