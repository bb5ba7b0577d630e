package dev.latchkey.guard;

import dev.latchkey.journal.Replica;
import dev.latchkey.key.TimeSource;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers a question by one state of knowledge: when this node learned anything meanwhile, it is
 * asked again. Safe for use by many threads.
 *
 * <p>The clocks are read after the question, however long that took: what was answered was known
 * while the lease still ran. A node that may not act at all is not asked, for it would ask the
 * database, which would keep every request waiting just when it is away.
 */
final class SteadyKnowledge {
  /** A node that learns something new this often during one question is not able to tell. */
  private static final int MOST_TRIES = 100;

  private final Supplier<Replica> replica;
  private final TimeSource time;

  SteadyKnowledge(Supplier<Replica> replica, TimeSource time) {
    this.replica = replica;
    this.time = time;
  }

  /** Is told of an answer with all that it rested on. */
  interface Notary<T> {
    T note(T answer, Replica basis, long nanos, long millis);
  }

  /**
   * Asks.
   *
   * @param untold what to answer when this node cannot tell, given why
   * @return what {@code notary} makes of the answer
   */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same moment of knowledge
  <T> T ask(Supplier<T> question, Function<String, T> untold, Notary<T> notary) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Replica before = replica.get();
      long nanos = time.nanoTime();
      long millis = time.currentTimeMillis();
      if (!before.mayActAt(nanos, millis)) {
        return notary.note(untold.apply(why(before)), before, nanos, millis);
      }
      T answer = question.get();
      nanos = time.nanoTime();
      millis = time.currentTimeMillis();
      if (before == replica.get()) {
        boolean mayAct = before.mayActAt(nanos, millis);
        return notary.note(mayAct ? answer : untold.apply(why(before)), before, nanos, millis);
      }
    }
    T restless = untold.apply("knowledge kept changing");
    return notary.note(restless, replica.get(), time.nanoTime(), time.currentTimeMillis());
  }

  private static String why(Replica replica) {
    return replica.trouble().orElse("lease over");
  }
}
