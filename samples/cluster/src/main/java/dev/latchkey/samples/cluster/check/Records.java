package dev.latchkey.samples.cluster.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was written down: by the clients, in {@code notes.log}, and by each run of each node, in
 * {@code <node>/run-<n>.log}. Times are nanoseconds of the monotonic clock that the processes of
 * one machine share; clocks of the wall are not looked at.
 *
 * @param bound lease and grace, in nanoseconds
 * @param replacedAt when the database began to hold another history; never is {@code
 *     Long.MAX_VALUE}
 */
record Records(
    long bound,
    long replacedAt,
    List<Issued> issued,
    List<Revoked> revoked,
    List<Used> used,
    List<Cut> cuts,
    List<Run> runs) {

  /** A key was acknowledged. */
  record Issued(String key, long answered) {}

  /**
   * A revocation was acknowledged.
   *
   * @param sent before it was committed
   * @param committed not before it was committed
   * @param proven whether the answer said that no node accepts the key any more
   */
  record Revoked(
      String key, long entry, long sent, long committed, long answered, boolean proven) {}

  /** A client used a key. */
  record Used(String node, String key, int status, long asked, long answered) {}

  /** A node could not reach the database. */
  record Cut(String node, long from, long to) {}

  /** What one process decided, in order of time. */
  record Run(String node, List<Decided> decisions) {}

  /**
   * A node decided.
   *
   * @param at its last look at the clock for this decision
   * @param entry up to which it knew the journal
   */
  record Decided(long at, long entry, String key, String verdict, String why) {
    boolean allowed() {
      return verdict.equals("allowed");
    }

    boolean undecided() {
      return verdict.equals("undecided");
    }
  }

  static Records in(Path folder) {
    List<Line> notes = lines(folder.resolve("notes.log")).map(Line::parse).toList();
    return new Records(
        the(notes, "promise").number("bound"),
        of(notes, "replaced").stream()
            .mapToLong(line -> line.number("at"))
            .min()
            .orElse(Long.MAX_VALUE),
        of(notes, "issued").stream()
            .map(line -> new Issued(line.text("key"), line.number("answered")))
            .toList(),
        of(notes, "revoked").stream().map(Records::revoked).toList(),
        of(notes, "used").stream().map(Records::used).toList(),
        cuts(notes),
        runs(folder));
  }

  private static Revoked revoked(Line line) {
    long answered = line.number("answered");
    return new Revoked(
        line.text("key"),
        line.number("entry"),
        line.number("sent"),
        answered - line.number("waited") * 1_000_000,
        answered,
        line.is("proven", "true"));
  }

  private static Used used(Line line) {
    return new Used(
        line.text("node"),
        line.text("key"),
        (int) line.number("status"),
        line.number("asked"),
        line.number("answered"));
  }

  private static List<Cut> cuts(List<Line> notes) {
    List<Cut> cuts = new ArrayList<>();
    for (Line cut : of(notes, "cut")) {
      long from = cut.number("from");
      long to =
          of(notes, "mended").stream()
              .filter(line -> line.is("node", cut.text("node")))
              .mapToLong(line -> line.number("at"))
              .filter(at -> at > from)
              .min()
              .orElse(Long.MAX_VALUE);
      cuts.add(new Cut(cut.text("node"), from, to));
    }
    return cuts;
  }

  private static List<Run> runs(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .map(folder::relativize)
          .filter(log -> log.toString().matches("[^/]+/run-\\d+\\.log"))
          .sorted()
          .map(log -> run(log.getName(0).toString(), folder.resolve(log)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(String node, Path log) {
    List<Decided> decisions =
        lines(log)
            .filter(text -> text.contains(" verdict="))
            .map(text -> Line.parse(text.substring(text.indexOf("node="))))
            .map(
                line ->
                    new Decided(
                        line.number("nanos"),
                        line.number("entry"),
                        line.text("key"),
                        line.text("verdict"),
                        line.fields().getOrDefault("why", "")))
            .sorted(Comparator.comparingLong(Decided::at))
            .toList();
    return new Run(node, decisions);
  }

  private static Line the(List<Line> notes, String word) {
    return of(notes, word).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the notes have no line " + word));
  }

  private static List<Line> of(List<Line> notes, String word) {
    return notes.stream().filter(line -> line.word().equals(word)).toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
