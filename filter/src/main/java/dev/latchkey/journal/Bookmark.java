package dev.latchkey.journal;

import java.util.Optional;

/**
 * Where a node was when it last looked, kept outside the database: so that a node that starts can
 * tell that the database was put back meanwhile. For one thread.
 */
public interface Bookmark {
  /** For a node that begins anew at each start. */
  Bookmark NONE =
      new Bookmark() {
        @Override
        public Optional<Mark> read() {
          return Optional.empty();
        }

        @Override
        public void write(Mark mark) {}
      };

  /** What was written last; empty when there is nothing, or nothing that can be read. */
  Optional<Mark> read();

  /** Keeps a mark. One that could not be kept costs what it is for, and nothing else. */
  void write(Mark mark);

  /** A place in a history, and how the database came to hold that history. */
  record Mark(Position position, Lineage lineage) {}
}
