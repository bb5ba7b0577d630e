package dev.latchkey.guard.lookup.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tokens of {@code tokens.txt}. */
final class JwtVectors {
  private JwtVectors() {}

  /**
   * One line.
   *
   * @param expected jwt, malformed or foreign
   */
  record Vector(String expected, String name, String token) {
    private static Vector parse(String line) {
      List<String> columns = List.of(line.split(" \\| ", 3));
      String token =
          Stream.of(columns.get(2).split(" \\. ", -1))
              .map(Vector::part)
              .collect(Collectors.joining("."));
      return new Vector(columns.get(0), columns.get(1), token);
    }

    private static String part(String text) {
      return text.startsWith("{") || text.startsWith("[")
          ? Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(text.getBytes(StandardCharsets.UTF_8))
          : text;
    }

    /** What a reader makes of the token, in the same words. */
    String read() {
      Reading reading = Jwt.read(token);
      if (reading instanceof Reading.Malformed) {
        return "malformed";
      }
      return reading instanceof Jwt ? "jwt" : "foreign";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> all() {
    return text()
        .lines()
        .filter(line -> line.contains(" | ") && !line.startsWith("#"))
        .map(Vector::parse);
  }

  static Vector named(String start) {
    return all().filter(vector -> vector.name().startsWith(start)).findFirst().orElseThrow();
  }

  private static String text() {
    try (InputStream file = JwtVectors.class.getResourceAsStream("tokens.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
