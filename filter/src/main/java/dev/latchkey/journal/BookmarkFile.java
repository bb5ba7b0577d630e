package dev.latchkey.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bookmark in a small text file: installation, entry, hash and timeline, a line each, and then
 * the hashes of accepted histories. It holds no secret.
 */
public final class BookmarkFile implements Bookmark {
  private static final Logger log = LoggerFactory.getLogger(BookmarkFile.class);
  private static final int FIXED = 4;

  private final Path file;
  private boolean failing;

  public BookmarkFile(Path file) {
    this.file = file;
  }

  @Override
  public Optional<Mark> read() {
    try {
      return Files.exists(file) ? Optional.of(mark(Files.readAllLines(file))) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      log.warn("latchkey cannot read where this node was, {}: {}", file, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void write(Mark mark) {
    try {
      Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "position", ".next");
      Files.write(next, lines(mark));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.warn("latchkey cannot keep where this node is, {}: {}", file, e.toString());
      }
      failing = true;
    }
  }

  private static Mark mark(List<String> lines) {
    Position position = new Position(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
    Set<String> accepted = Set.copyOf(lines.subList(FIXED, lines.size()));
    return new Mark(position, new Lineage(Long.parseLong(lines.get(FIXED - 1)), accepted));
  }

  private static List<String> lines(Mark mark) {
    List<String> lines = new ArrayList<>();
    lines.add(mark.position().installation());
    lines.add(Long.toString(mark.position().entry()));
    lines.add(mark.position().hash());
    lines.add(Long.toString(mark.lineage().timeline()));
    lines.addAll(mark.lineage().accepted());
    return lines;
  }
}
