package dev.latchkey.key;

/** Tells those who ask when a key has ended. Safe for use by many threads. */
public interface Endings {
  /** Runs {@code callback} once, when {@code key} is revoked, deleted, disabled or expires. */
  Registration register(KeyId key, Runnable callback);

  /** A callback that waits; closing it twice is harmless. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
