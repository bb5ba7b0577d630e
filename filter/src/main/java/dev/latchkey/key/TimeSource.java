package dev.latchkey.key;

/**
 * The two clocks of a node. The wall clock decides about expiry; the monotonic one, together with
 * it, about how long a node may act on what it knows. Injected everywhere, so that tests own time.
 */
public interface TimeSource {
  /** The clocks of this machine. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
          return System.currentTimeMillis();
        }
      };

  /** As {@link System#nanoTime()}: only differences mean anything. */
  long nanoTime();

  /** As {@link System#currentTimeMillis()}. */
  long currentTimeMillis();
}
