package dev.latchkey.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form of a settings file: {@code name = value}, one a line; lines that are blank or start with
 * {@code #} mean nothing.
 */
public final class SettingsFile {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]*");

  private SettingsFile() {}

  /**
   * Reads the text of a file.
   *
   * @param source how messages call it
   * @throws SettingsException at the first line that is not of this form
   */
  public static List<Setting> parse(String source, String text) {
    List<Setting> settings = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = (number == 1 ? withoutMark(line) : line).strip();
      if (!bare.isEmpty() && !bare.startsWith("#")) {
        settings.add(setting(source, number, bare));
      }
    }
    return settings;
  }

  /**
   * The init-params of a filter, a servlet or a whole app, as settings.
   *
   * @throws SettingsException when one is empty
   */
  public static List<Setting> of(String source, Map<String, String> params) {
    return params.entrySet().stream()
        .filter(param -> param.getKey().startsWith("latchkey."))
        .map(param -> valued(new Setting(source, 0, param.getKey(), param.getValue().strip())))
        .toList();
  }

  private static Setting valued(Setting setting) {
    if (setting.value().isEmpty()) {
      throw new SettingsException(setting, "has no value; give one or leave it out");
    }
    return setting;
  }

  private static Setting setting(String source, int number, String line) {
    int equals = line.indexOf('=');
    String place = source + ':' + number;
    if (equals < 0) {
      throw new SettingsException(place + ": this line is not name = value");
    }
    String name = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (!NAME.matcher(name).matches()) {
      throw new SettingsException(
          place + ": a name takes a-z 0-9 . - and starts with a letter, like latchkey.realm");
    }
    return valued(new Setting(source, number, name, value));
  }

  /** Some editors start a file with a byte order mark. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
