package dev.latchkey.key;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rates that all hold at once; none is no bound. */
public record Rates(List<Rate> all) {
  /** No bound. */
  public static final Rates NONE = new Rates(List.of());

  /** More windows than that nobody follows. */
  public static final int MOST = 4;

  public Rates {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException("is at most " + MOST + " rates");
    }
  }

  /** Reads rates with spaces between them; none in an empty text. */
  public static Rates parse(String text) {
    return text.isEmpty()
        ? NONE
        : new Rates(Stream.of(text.split(" ", -1)).map(Rate::parse).toList());
  }

  /** Whether nothing is bounded. */
  public boolean areNone() {
    return all.isEmpty();
  }

  /** The share of one of so many nodes. */
  public Rates share(int nodes) {
    return new Rates(all.stream().map(rate -> rate.share(nodes)).toList());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return all.stream().map(Rate::toString).collect(Collectors.joining(" "));
  }
}
