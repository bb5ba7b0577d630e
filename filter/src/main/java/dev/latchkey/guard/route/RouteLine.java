package dev.latchkey.guard.route;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule as it was written, and where.
 *
 * @param source the file or setting, for messages
 * @param number the line, from 1
 * @param text {@code METHODS PATH NEED}
 */
public record RouteLine(String source, int number, String text) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The rules of a whole file: its lines without the blank ones and the comments. */
  public static List<RouteLine> read(String source, String content) {
    String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
    List<RouteLine> rules = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        rules.add(new RouteLine(source, number, line));
      }
    }
    return rules;
  }

  String place() {
    return source + ':' + number;
  }
}
