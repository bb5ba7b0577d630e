package dev.latchkey.admin.usage;

import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LastUse;
import dev.latchkey.admin.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an old secret can be ended without harm. It can when somebody uses the newest one, nobody
 * has used this one for a while, and every node has told what it saw in that while.
 *
 * @param reason for people
 */
record Advice(boolean safe, String reason) {
  /**
   * What to say of a secret; nothing where there is none to end, or none to use instead.
   *
   * @param quiet how long nobody may have used it
   */
  static Optional<Advice> on(
      StoredSecret secret, KeyRecord key, Currency known, Duration quiet, Instant now) {
    StoredSecret newest = key.secrets().get(key.secrets().size() - 1);
    if (secret.record().ordinal() == newest.record().ordinal() || !secret.record().worksAt(now)) {
      return Optional.empty();
    }
    return Optional.of(whyNot(secret, newest, known, quiet, now).orElseGet(() -> safe(secret)));
  }

  private static Optional<Advice> whyNot(
      StoredSecret old, StoredSecret newest, Currency known, Duration quiet, Instant now) {
    if (known.since().isEmpty()) {
      return no("no node has told yet how keys are used");
    }
    if (!known.silent().isEmpty()) {
      return no("not told lately how keys are used: " + String.join(", ", known.silent()));
    }
    if (newest.lastUse().isEmpty()) {
      return no("nobody has used secret " + newest.record().ordinal() + " yet");
    }
    Instant quietFrom = quietFrom(old, newest, known.since().get());
    return quietFrom.plus(quiet).isAfter(now)
        ? no(stillBusy(old, quietFrom.plus(quiet)))
        : Optional.empty();
  }

  /** Since when it could have been used, and nobody did. */
  private static Instant quietFrom(StoredSecret old, StoredSecret newest, Instant since) {
    return Stream.of(
            Optional.of(since),
            Optional.of(newest.record().createdAt()),
            old.lastUse().map(LastUse::at))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElse(since);
  }

  private static String stillBusy(StoredSecret old, Instant until) {
    String last =
        old.lastUse()
            .map(use -> "last used at " + use.at() + use.address().map(" from "::concat).orElse(""))
            .orElse("no use of it is known");
    return last + "; safe from " + until + " on if nobody uses it until then";
  }

  private static Advice safe(StoredSecret old) {
    return new Advice(
        true,
        old.lastUse()
            .map(use -> "nobody has used it since " + use.at())
            .orElse("nobody has used it since usage is told"));
  }

  private static Optional<Advice> no(String reason) {
    return Optional.of(new Advice(false, reason));
  }
}
