package dev.latchkey.guard.lookup;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.Fuse;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.LegacyIndex;
import dev.latchkey.store.LegacyReader;
import dev.latchkey.store.Snapshot;
import java.util.List;

/** Readers of one store, behind one fuse. Safe for use by many threads. */
public final class FusedReader implements KeyReader {
  private final KeyReader reader;
  private final Fuse fuse;

  public FusedReader(KeyReader reader, Fuse fuse) {
    this.reader = reader;
    this.fuse = fuse;
  }

  @Override
  public Snapshot find(KeyId id, long followed) {
    return fuse.ask(() -> reader.find(id, followed));
  }

  @Override
  public Snapshot findHost(ApiKey visitor, long followed) {
    return fuse.ask(() -> reader.findHost(visitor, followed));
  }

  @Override
  public TagKeys tagKeys() {
    return fuse.ask(reader::tagKeys);
  }

  /** The same fuse before another reader of the same store. */
  public LegacyReader before(LegacyReader other) {
    return new LegacyReader() {
      @Override
      public LegacyIndex index() {
        return fuse.ask(other::index);
      }

      @Override
      public List<KeyId> find(long selector) {
        return fuse.ask(() -> other.find(selector));
      }
    };
  }
}
