package dev.latchkey.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of settings files: {@code ${env:NAME}} is a variable of the environment, {@code
 * ${file:/path}} the text of a file without its last line break, {@code ${sys:name}} a system
 * property.
 */
public final class Values {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern LAST_LINE_BREAK = Pattern.compile("\\r?\\n\\z");

  private final Map<String, String> environment;

  public Values(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** A variable of the environment by itself. */
  public Optional<String> environment(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  String resolve(String value) {
    if (REFERENCE.matcher(value).replaceAll("").contains("${")) {
      throw new IllegalArgumentException("a ${ has no }");
    }
    return REFERENCE
        .matcher(value)
        .replaceAll(reference -> Matcher.quoteReplacement(one(reference.group(1))));
  }

  private String one(String reference) {
    int colon = reference.indexOf(':');
    String kind = colon < 0 ? reference : reference.substring(0, colon);
    String name = reference.substring(colon + 1);
    return switch (kind) {
      case "env" -> environment(name).orElseThrow(() -> missing(reference));
      case "sys" ->
          Optional.ofNullable(System.getProperty(name)).orElseThrow(() -> missing(reference));
      case "file" -> file(name);
      default -> throw new IllegalArgumentException("${…} takes env:NAME, sys:name or file:/path");
    };
  }

  private static IllegalArgumentException missing(String reference) {
    return new IllegalArgumentException("${" + reference + "} is not set");
  }

  private static String file(String name) {
    try {
      return LAST_LINE_BREAK.matcher(Files.readString(Path.of(name))).replaceFirst("");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("the file " + name + " cannot be read", e);
    }
  }
}
