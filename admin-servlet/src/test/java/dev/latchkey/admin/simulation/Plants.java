package dev.latchkey.admin.simulation;

import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.propagate.Retirement;
import dev.latchkey.admin.recover.Acceptance;
import dev.latchkey.admin.recover.Recovery;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.journal.Follower;
import dev.latchkey.journal.Replica;
import java.util.List;

/** The bugs that the simulation has to find. */
final class Plants {
  private static final Class<?> KNOWLEDGE = named("dev.latchkey.guard.SteadyKnowledge");

  static final List<Plant> ALL =
      List.of(
          // The lease.
          new Plant(
              "the lease starts after the poll",
              Follower.class,
              "replica = renewed(reached, nanos, millis);",
              "replica = renewed(reached, time.nanoTime(), time.currentTimeMillis());"),
          new Plant(
              "the lease is renewed though entries are unread",
              Follower.class,
              "boolean current = replica.entry() >= following.head();",
              "boolean current = true;"),
          new Plant(
              "the lease is renewed before the poll commits",
              Follower.class,
              "replica = replica.advancedTo(reached);",
              "replica = renewed(reached, time.nanoTime(), time.currentTimeMillis());"),
          new Plant(
              "a node whose row was gone renews at once",
              Follower.class,
              "if (current && following.registered()) {",
              "if (current) {"),
          new Plant(
              "the wall clock is not looked at",
              Replica.class,
              "&& millis - leaseStartMillis < lease.toMillis();",
              ";"),
          new Plant(
              "the monotonic clock is not looked at",
              Replica.class,
              "&& nanos - leaseStart < lease.toNanos()",
              ""),
          new Plant(
              "the clocks are read before the look-up only",
              KNOWLEDGE,
              "boolean mayAct = before.mayActAt(nanos, millis);",
              "boolean mayAct = true;"),
          // What is known.
          new Plant(
              "nobody looks again whether the node learned meanwhile",
              KNOWLEDGE,
              "if (before == replica.get()) {",
              "if (true) {"),
          new Plant(
              "an entry does not forget its key",
              KnownKeys.class,
              "        forget(entry.target());\n",
              ""),
          new Plant(
              "what was read is not compared with the entries that came since",
              KnownKeys.class,
              "if (tooOld || isOvertaken(snapshot, id, found)) {",
              "if (tooOld) {"),
          new Plant(
              "entries about the owner do not touch the key",
              KnownKeys.class,
              ".map(key -> key.isTouchedBy(target))",
              ".map(key -> target.id().equals(id.value()))"),
          new Plant(
              "a new beginning keeps what is known",
              KnownKeys.class,
              "      oldestAcceptable = position.entry();\n      forgetAll();\n",
              "      oldestAcceptable = position.entry();\n"),
          new Plant(
              "nobody asks whether a look-up read the history that is followed",
              KnownKeys.class,
              "boolean same = entry == 0 || snapshot.followed().equals(Optional.of(hash));",
              "boolean same = true;"),
          new Plant(
              "what was read ahead stays when the journal ends before",
              Follower.class,
              "if (following.head() < furthest) {",
              "if (false) {"),
          new Plant(
              "two hashes under one number are taken for one entry",
              KnownKeys.class,
              "if (read != null && !read.equals(hash)) {",
              "if (false) {"),
          // Another history.
          new Plant(
              "revocations that were lost are not held on to",
              Follower.class,
              "learner.keepRevoked(lost);",
              ""),
          new Plant("what was lost is not handed back", Follower.class, "losses.add(lost);", ""),
          new Plant(
              "what was lost is not handed back to the next primary",
              Follower.class,
              "    handBackAgain();\n",
              ""),
          new Plant(
              "a restored copy is taken for a replica that took over",
              Follower.class,
              "boolean lagged = there.lineage().isPromotedSince(lineage) && isRecent(lost);",
              "boolean lagged = isRecent(lost);"),
          new Plant(
              "what was handed back is not written again",
              Recovery.class,
              "boolean again = writeAgain(facts, entry);",
              "boolean again = false;"),
          new Plant(
              "numbers are compared, and not hashes",
              Link.class,
              "return seen.hashAt(at.entry()).equals(at.hash())",
              "return true"),
          // The answer.
          new Plant(
              "the grace is missing in the promise",
              Propagation.class,
              "silent.stream().map(node -> committed.plus(node.bound())),",
              "silent.stream().map(node -> committed.plus(node.lease())),"),
          new Plant(
              "silent nodes do not count",
              Propagation.class,
              ".filter(node -> node.entry() < entry).toList();",
              ".filter(node -> node.entry() < entry && node.live()).toList();"),
          new Plant(
              "nodes that may have no row do not count",
              Propagation.class,
              "Stream.of(census.doubt()).filter(doubt -> !census.isWhole())",
              "Stream.of(census.doubt()).filter(doubt -> false)"),
          new Plant(
              "nobody is in doubt about nodes after a restore",
              Acceptance.class,
              "    facts.doubtNodes();\n",
              ""),
          new Plant(
              "who cannot ask takes all for told",
              Propagation.class,
              "new Census(List.of(anybody()), Duration.ZERO)",
              "new Census(List.of(), Duration.ZERO)"),
          new Plant(
              "a row says that its node has applied what it has not read",
              Link.class,
              "draft.rows.put(node.id(), beat(row, reached.entry()));",
              "draft.rows.put(node.id(), beat(row, seen.head()));"),
          new Plant(
              "a node is forgotten while its grace runs",
              Retirement.class,
              "return node.bound().plus(node.bound().dividedBy(100)).plus(MARGIN);",
              "return node.lease();"),
          new Plant(
              "silence is measured on the clock of the database",
              Retirement.class,
              "} else if (before - last.noticedAt() > longest(node).toNanos()) {",
              "} else if (!node.live()) {"),
          new Plant(
              "a node that beat just now is forgotten",
              Link.class,
              "boolean still = row != null && row.beats() == silent.beats();",
              "boolean still = row != null;"));

  private Plants() {}

  private static Class<?> named(String type) {
    try {
      return Class.forName(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
