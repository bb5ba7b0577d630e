package dev.latchkey.benchmarks;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many requests that take turns, so that no branch and no cache line gets used to one. */
final class Turns {
  static final int MANY = 256;

  private final List<Exchange> exchanges;
  private int next;

  private Turns(List<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  static Turns of(int count, IntFunction<Exchange> exchange) {
    return new Turns(IntStream.range(0, count).mapToObj(exchange).toList());
  }

  /** Sends the next one. */
  int through(Filter guard) throws Exception {
    next = next + 1 == exchanges.size() ? 0 : next + 1;
    return exchanges.get(next).through(guard);
  }

  /**
   * Sends every one.
   *
   * @throws IllegalStateException at another answer than this
   */
  Turns expecting(int status, Filter guard) throws Exception {
    for (Exchange exchange : exchanges) {
      int answered = exchange.through(guard);
      if (answered != status) {
        throw new IllegalStateException("answered " + answered + " instead of " + status);
      }
    }
    return this;
  }
}
