package dev.latchkey.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Settings as they were written, read one by one. A name that nobody asked for is unknown: {@link
 * #refuseUnread} says so. Init-params go before the file. For one thread, at start.
 */
public final class Settings {
  private final List<Setting> all;
  private final Values values;
  private final Set<String> asked = new TreeSet<>();

  /**
   * Takes settings in order of precedence.
   *
   * @param all the first of a name counts; a file must not name one twice
   * @param values resolves {@code ${env:…}} and {@code ${file:…}}
   */
  public Settings(List<Setting> all, Values values) {
    this.all = List.copyOf(all);
    this.values = values;
  }

  /** The value of {@code name}, if it is set. */
  public Optional<String> text(String name) {
    return setting(name).map(this::resolved);
  }

  /**
   * The value of {@code name}, which must be set.
   *
   * @param example what would be right
   */
  public String required(String name, String example) {
    return text(name)
        .orElseThrow(
            () -> new SettingsException(source() + ": " + name + " is missing; like " + example));
  }

  /** {@code on} or {@code off}. */
  public boolean flag(String name, boolean otherwise) {
    return as(
            name,
            text ->
                switch (text) {
                  case "on", "true" -> true;
                  case "off", "false" -> false;
                  default -> throw new IllegalArgumentException("is on or off");
                })
        .orElse(otherwise);
  }

  /** A whole number. */
  public int number(String name, int least, int most, int otherwise) {
    return as(
            name,
            text -> {
              boolean fits = text.matches("[0-9]{1,9}");
              int number = fits ? Integer.parseInt(text) : -1;
              if (number < least || number > most) {
                throw new IllegalArgumentException("is a number, " + least + " to " + most);
              }
              return number;
            })
        .orElse(otherwise);
  }

  /** An ISO-8601 duration, like {@code PT30S} or {@code P7D}. */
  public Duration duration(String name, Duration otherwise) {
    return as(
            name,
            text -> {
              try {
                return Duration.parse(text.toUpperCase(Locale.ROOT));
              } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("is a duration, like PT30S, PT24H or P7D", e);
              }
            })
        .orElse(otherwise);
  }

  /** Words with commas between them. */
  public List<String> words(String name, List<String> otherwise) {
    return text(name).map(text -> List.of(text.split("\\s*,\\s*"))).orElse(otherwise);
  }

  /** The value of {@code name} as whatever {@code reader} makes of it. */
  public <T> Optional<T> as(String name, Function<String, T> reader) {
    return setting(name).map(setting -> read(setting, reader));
  }

  /**
   * Several values that make one thing.
   *
   * @param name the setting to name when they do not fit together
   */
  public <T> T made(String name, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      String place = setting(name).map(Setting::place).orElseGet(this::source);
      throw new SettingsException(place + ": " + name + ": " + e.getMessage());
    }
  }

  /** Every line of a name that may be given many times. */
  public List<Setting> lines(String name) {
    asked.add(name);
    return all.stream().filter(setting -> setting.name().equals(name)).toList();
  }

  /** Every line of a name that may be given many times, as whatever {@code reader} makes of it. */
  public <T> List<T> each(String name, Function<String, T> reader) {
    return lines(name).stream().map(setting -> read(setting, reader)).toList();
  }

  /**
   * The names that stand next after {@code prefix}, each once, in the order in which they come: of
   * {@code a.b.url} and {@code a.c.url} under {@code a.} they are {@code b} and {@code c}. Nothing
   * counts as asked for by that.
   */
  public List<String> namesUnder(String prefix) {
    return all.stream()
        .map(Setting::name)
        .filter(name -> name.startsWith(prefix) && name.indexOf('.', prefix.length()) > 0)
        .map(name -> name.substring(prefix.length(), name.indexOf('.', prefix.length())))
        .distinct()
        .toList();
  }

  /**
   * The names that stand last after {@code prefix}, each once, in the order in which they come: of
   * {@code a.b} and {@code a.c.on} under {@code a.} that is {@code b}. Nothing counts as asked for
   * by that.
   */
  public List<String> lastNamesUnder(String prefix) {
    return all.stream()
        .map(Setting::name)
        .filter(name -> name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0)
        .map(name -> name.substring(prefix.length()))
        .distinct()
        .toList();
  }

  /** A variable of the environment by itself. */
  public Optional<String> environment(String name) {
    return values.environment(name);
  }

  /**
   * Refuses what nobody asked for.
   *
   * @param ours which names whoever asks is answerable for
   * @throws SettingsException naming the first unknown one, and what it may have meant
   */
  public void refuseUnread(Predicate<String> ours) {
    for (Setting setting : all) {
      if (ours.test(setting.name()) && !asked.contains(setting.name())) {
        throw new SettingsException(setting, "there is no such setting" + nearest(setting.name()));
      }
    }
  }

  private Optional<Setting> setting(String name) {
    List<Setting> found = lines(name);
    refuseTwice(found);
    return found.stream().findFirst();
  }

  private static void refuseTwice(List<Setting> found) {
    for (int i = 1; i < found.size(); i++) {
      Setting again = found.get(i);
      for (Setting earlier : found.subList(0, i)) {
        if (earlier.source().equals(again.source())) {
          throw new SettingsException(again, "is set already in line " + earlier.line());
        }
      }
    }
  }

  private <T> T read(Setting setting, Function<String, T> reader) {
    try {
      return reader.apply(resolved(setting));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(setting, String.valueOf(e.getMessage()));
    }
  }

  private String resolved(Setting setting) {
    try {
      return values.resolve(setting.value());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(setting, String.valueOf(e.getMessage()));
    }
  }

  private String source() {
    return all.isEmpty() ? "settings" : all.get(all.size() - 1).source();
  }

  private String nearest(String unknown) {
    List<String> names = new ArrayList<>(asked);
    return names.stream()
        .min(Comparator.comparingInt(name -> Distance.between(name, unknown)))
        .filter(name -> Distance.between(name, unknown) <= 3)
        .map(name -> "; did you mean " + name + "?")
        .orElse("; the README lists them all");
  }
}
