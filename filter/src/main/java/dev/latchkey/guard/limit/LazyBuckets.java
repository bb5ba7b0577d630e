package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import io.github.bucket4j.Bucket;
import java.util.Optional;
import java.util.function.Supplier;

/** Buckets of a store that is reached when the first request wants one. */
final class LazyBuckets implements SharedBuckets {
  private final Supplier<SharedBuckets> way;
  private volatile Optional<SharedBuckets> reached = Optional.empty();
  private boolean closed;

  LazyBuckets(Supplier<SharedBuckets> way) {
    this.way = way;
  }

  @Override
  public Bucket bucket(Limit limit) {
    return reached.orElseGet(this::reach).bucket(limit);
  }

  @Override
  public synchronized void close() {
    closed = true;
    reached.ifPresent(SharedBuckets::close);
  }

  private synchronized SharedBuckets reach() {
    if (closed) {
      throw new IllegalStateException("the app is stopping");
    }
    if (reached.isEmpty()) {
      reached = Optional.of(way.get());
    }
    return reached.orElseThrow();
  }
}
