package dev.latchkey.samples.war.containers;

import java.util.List;
import java.util.Optional;

/** An HTTP answer as it came: the lines of its head and its body. */
record Answer(String statusLine, List<String> headerLines, String body) {
  Answer {
    headerLines = List.copyOf(headerLines);
  }

  int status() {
    return Integer.parseInt(statusLine.split(" ")[1]);
  }

  /** The values of a header, its name in any case. */
  List<String> headers(String name) {
    String start = name + ":";
    return headerLines.stream()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }

  Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** What the sample said after {@code name: }; empty if it said nothing, so got null. */
  Optional<String> echo(String name) {
    String start = name + ": ";
    return body.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }
}
