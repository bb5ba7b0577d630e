package dev.latchkey.admin.watch;

import dev.latchkey.admin.store.Directory;
import dev.latchkey.store.StoreException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the key API last found when it looked at the database by its own way, which need not be the
 * guard's. Upkeep looks, once in a while; whoever asks is told of the last look, since a probe must
 * not wait for a database that hangs. Looked by one thread, read by any.
 */
public final class Pulse {
  /**
   * The sessions of a pool differ for a while after a setting was changed for a role: what one of
   * them said holds until it was not said for this many looks.
   */
  private static final int LOOKS_TO_FORGET = 10;

  private final Directory directory;
  private final Supplier<String> forgets;
  private volatile Optional<String> failure = Optional.empty();
  private volatile Optional<String> weakness = Optional.empty();
  private int looksWithout;

  /**
   * Has not looked yet.
   *
   * @param forgets by which setting the database may lose what it acknowledged; empty for none
   */
  public Pulse(Directory directory, Supplier<String> forgets) {
    this.directory = directory;
    this.forgets = forgets;
  }

  /**
   * Looks once.
   *
   * @throws StoreException when the store could not tell, which is noted
   */
  public void look() {
    try {
      note(forgets.get());
      failure =
          directory.installation().isPresent()
              ? Optional.empty()
              : Optional.of("the database is empty");
    } catch (StoreException e) {
      failure = Optional.of("the key API cannot reach the database; the log says why");
      throw e;
    }
  }

  /** Why nothing could be found out; empty when it could. Fit for anybody. */
  public Optional<String> failure() {
    return failure;
  }

  /** What is wrong on this side; empty when nothing is. */
  public Optional<String> concern() {
    return failure.or(() -> weakness.map(what -> "the database runs with " + what));
  }

  private void note(String found) {
    looksWithout = found.isEmpty() ? looksWithout + 1 : 0;
    if (!found.isEmpty()) {
      weakness = Optional.of(found);
    } else if (looksWithout >= LOOKS_TO_FORGET) {
      weakness = Optional.empty();
    }
  }
}
