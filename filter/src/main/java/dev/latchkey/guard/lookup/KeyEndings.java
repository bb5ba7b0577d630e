package dev.latchkey.guard.lookup;

import dev.latchkey.key.Endings;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the keys that somebody asked about, and calls back when one has ended. Callbacks run one
 * at a time on a thread of their own, which exists only while there are any.
 */
public final class KeyEndings implements Endings, AutoCloseable {
  /** How to find out what is known of a key at present. */
  public interface Question {
    /**
     * Empty when there is no such key any more.
     *
     * @throws StoreException when nobody could tell
     */
    Optional<Known> ask();
  }

  /** What is watched: one key, in one way to ask for it. */
  private record Watch(KeyId key, Optional<Question> question) {
    boolean hasEnded(KnownKeys keys, Instant now) {
      try {
        Optional<Known> known =
            question.isPresent()
                ? question.get().ask()
                : keys.inMemory(key).orElseGet(() -> keys.load(key));
        return known.map(found -> !found.worksAt(now)).orElse(true);
      } catch (StoreException unknownUntilTheNextReview) {
        return false;
      }
    }
  }

  private static final Logger log = LoggerFactory.getLogger(KeyEndings.class);

  private final Map<Watch, List<Runnable>> watched = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor callers =
      new ThreadPoolExecutor(
          1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), KeyEndings::thread);

  public KeyEndings() {
    callers.allowCoreThreadTimeOut(true);
  }

  @Override
  public Registration register(KeyId key, Runnable callback) {
    return register(new Watch(key, Optional.empty()), callback);
  }

  /** The same for a key that the store does not know: somebody else keeps it. */
  public Endings of(Question question) {
    return (key, callback) -> register(new Watch(key, Optional.of(question)), callback);
  }

  private Registration register(Watch watch, Runnable callback) {
    Runnable once = () -> callback.run();
    watched.compute(watch, (w, callbacks) -> with(callbacks == null ? List.of() : callbacks, once));
    return () -> watched.computeIfPresent(watch, (w, callbacks) -> without(callbacks, once));
  }

  /** Looks at every watched key, and tells of those that no longer work at {@code now}. */
  public void review(KnownKeys keys, Instant now) {
    for (Watch watch : watched.keySet()) {
      if (watch.hasEnded(keys, now)) {
        tell(watch);
      }
    }
  }

  @Override
  public void close() {
    watched.clear();
    callers.shutdownNow();
  }

  private void tell(Watch watch) {
    List<Runnable> callbacks = watched.remove(watch);
    if (callbacks != null) {
      callbacks.forEach(callback -> callers.execute(() -> run(watch.key(), callback)));
    }
  }

  private static void run(KeyId id, Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      log.warn("latchkey key={} a callback for its end failed", id, e);
    }
  }

  private static List<Runnable> with(List<Runnable> callbacks, Runnable added) {
    List<Runnable> more = new CopyOnWriteArrayList<>(callbacks);
    more.add(added);
    return more;
  }

  /** Null takes the whole line out of the map: {@link Map#computeIfPresent}. */
  private static @Nullable List<Runnable> without(List<Runnable> callbacks, Runnable ended) {
    List<Runnable> rest = callbacks.stream().filter(callback -> callback != ended).toList();
    return rest.isEmpty() ? null : rest;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "latchkey-endings");
    thread.setDaemon(true);
    return thread;
  }
}
