package dev.latchkey.admin.store;

import dev.latchkey.key.SecretRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret with what only its keeper cares about.
 *
 * @param tagVersion the tag key that it was printed under; 0 when it was printed elsewhere, {@link
 *     #UNTAGGED} where its kind has none
 * @param recoverable whether a sealed copy of it is kept
 * @param lastUse empty when no guard has told of any
 */
public record StoredSecret(
    SecretRecord record, int tagVersion, boolean recoverable, Optional<LastUse> lastUse) {
  /** The tag version of a secret whose kind carries no tag. */
  public static final int UNTAGGED = -1;

  /** A secret that is shown once. */
  public StoredSecret(SecretRecord record, int tagVersion) {
    this(record, tagVersion, false, Optional.empty());
  }

  /** The same, of which a sealed copy is kept. */
  public StoredSecret kept() {
    return new StoredSecret(record, tagVersion, true, lastUse);
  }

  /** The same with an end, unless it ends before that anyway. */
  public StoredSecret endingBy(Instant end) {
    boolean sooner = record.endsAt().isPresent() && !record.endsAt().get().isAfter(end);
    return sooner
        ? this
        : new StoredSecret(
            new SecretRecord(
                record.ordinal(), record.proof(), record.createdAt(), Optional.of(end)),
            tagVersion,
            recoverable,
            lastUse);
  }
}
