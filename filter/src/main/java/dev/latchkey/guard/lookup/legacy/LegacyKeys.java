package dev.latchkey.guard.lookup.legacy;

import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.journal.Learner;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.FirstUses;
import dev.latchkey.store.LegacyReader;
import dev.latchkey.store.StoreException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a guard has to do with keys that another system issued. What takes long runs on a thread
 * of its own, which exists only while there is something to do. Safe for use by many threads.
 */
public final class LegacyKeys implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LegacyKeys.class);

  private final KnownSelectors selectors;
  private final Sightings sightings;
  private final LegacyLookup lookup;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          0,
          1,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          LegacyKeys::thread,
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Knows none yet.
   *
   * @param separator what stands between the selector and the secret of a key that has both
   * @param most texts whose proof is remembered, and selectors whose keys are
   */
  public LegacyKeys(
      LegacyReader reader,
      FirstUses firstUses,
      KnownKeys keys,
      TimeSource time,
      String separator,
      long most) {
    this.selectors = new KnownSelectors(reader, time, most);
    this.sightings = new Sightings(firstUses);
    this.lookup = new LegacyLookup(selectors, keys, sightings, separator, most);
  }

  public CredentialLookup lookup() {
    return lookup;
  }

  /** The same learner, which lets this know of imports before it says that it has learned. */
  public Learner learning(Learner other) {
    return new LegacyLearner(other, selectors);
  }

  /** Lets what has to be done be done, and does not wait for it; once a poll is often enough. */
  public void keepUp() {
    if (selectors.isStale() || !sightings.areNone()) {
      worker.execute(this::work);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  private void work() {
    try {
      sightings.tell();
      selectors.refresh();
    } catch (StoreException e) {
      log.debug("latchkey could not read what was imported: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("latchkey failed to keep up with legacy keys, and tries again", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "latchkey-legacy");
    thread.setDaemon(true);
    return thread;
  }
}
