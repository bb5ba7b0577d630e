package dev.latchkey.admin.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.propagate.Retirement;
import dev.latchkey.admin.propagate.SimulatedPropagation;
import dev.latchkey.admin.recover.Acceptance;
import dev.latchkey.admin.recover.Recovery;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger.Committed;
import dev.latchkey.journal.Target;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.UserId;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An admin servlet in a process: the real propagation, retirement and recovery. */
final class SimulatedAdmin {
  private final World world;
  private final Oracle oracle;
  private final SimulatedDatabase database;
  private final Actor process;
  private final Link link;
  private final Propagation propagation;
  private final Retirement retirement;
  private final Recovery recovery;
  private boolean tidying;

  SimulatedAdmin(World world, Oracle oracle, SimulatedDatabase database, String name) {
    this.world = world;
    this.oracle = oracle;
    this.database = database;
    this.process = new Actor(name, world);
    this.link = new Link(database, world, process);
    this.propagation =
        SimulatedPropagation.of(link, process, World.TERMS, () -> world.meanwhile(process));
    this.retirement = new Retirement(link, process);
    this.recovery = new Recovery(link, link);
  }

  Actor process() {
    return process;
  }

  void issue(int key) {
    attempt(
        "issue " + Cast.id(key),
        () ->
            link.commit(
                "simulation",
                facts -> {
                  boolean fresh = facts.key(new KeyId(Cast.id(key))).isEmpty();
                  if (fresh && world.mayIssue(key)) {
                    facts.put(Cast.record(key, facts.now()));
                    note(facts, "key.issue", Target.KEY, Cast.id(key));
                  }
                  return fresh;
                }));
  }

  void revoke(int key, boolean delete) {
    narrow(
        (delete ? "delete " : "revoke ") + Cast.id(key),
        facts -> {
          Optional<KeyRecord> found = facts.key(new KeyId(Cast.id(key)));
          if (found.isEmpty() || found.get().key().revocation().isPresent()) {
            return false;
          }
          if (delete) {
            facts.delete(found.get().id());
          } else {
            Revocation end = new Revocation(facts.now(), "simulation", "");
            facts.put(found.get().with(found.get().key().revoked(end)));
          }
          note(facts, delete ? "key.delete" : "key.revoke", Target.KEY, Cast.id(key));
          return true;
        });
  }

  void switchUser(String user) {
    narrow(
        "switch " + user,
        facts -> {
          boolean enabled = facts.user(new UserId(user)).orElseThrow().user().enabled();
          facts.put(Cast.user(user, !enabled));
          facts.note(
              new Deed(
                  "user.change",
                  Cast.ACCOUNT,
                  new Target(Target.USER, user),
                  "{\"enabled\":" + !enabled + "}"));
          return enabled;
        });
  }

  /** What the thread of the admin servlet does without being asked. */
  void tidy() {
    if (tidying || !process.runs()) {
      return;
    }
    tidying = true;
    try {
      attempt("review the nodes", retirement::review);
      attempt("recover", recovery::run);
    } finally {
      tidying = false;
    }
  }

  /** An operator accepts the history as it is. */
  void accept() {
    world.passAMoment();
    attempt(
        "accept",
        () -> {
          long head = database.present().head();
          new Acceptance(link).accept("operator", head, "");
        });
  }

  private interface Change {
    boolean on(Facts facts);
  }

  private void narrow(String what, Change change) {
    attempt(
        what,
        () -> {
          int steps = process.wallSteps();
          Committed<Boolean> committed = link.commit("simulation", change::on);
          if (committed.result()) {
            answer(committed.entry(), steps);
          }
        });
  }

  private void answer(long entry, int stepsBefore) {
    String hash = database.present().hashAt(entry);
    ObjectNode told = propagation.of(entry, Duration.ofMillis(world.below(2) * 300L));
    world.trace(() -> process.name + " answers " + told);
    if (database.isRestored()) {
      return; // nobody can know of the nodes that it forgot
    }
    if (!told.has("effective_by")) {
      oracle.proven(hash, world.now());
    } else if (process.wallSteps() == stepsBefore) {
      Instant by = Instant.parse(told.path("effective_by").asText());
      long left = by.toEpochMilli() - process.wallMillis();
      oracle.promised(hash, world.now() + left * 1_000_000 + 1_000_000);
    }
  }

  private static void note(Facts facts, String action, String kind, String id) {
    facts.note(new Deed(action, Cast.ACCOUNT, new Target(kind, id), "{}"));
  }

  private void attempt(String what, Runnable act) {
    if (!process.runs()) {
      return;
    }
    try {
      act.run();
      world.trace(() -> process.name + " did: " + what);
    } catch (StoreException | IllegalArgumentException e) {
      world.trace(() -> process.name + " failed: " + what + ", " + e.getMessage());
    } catch (Crash e) {
      world.trace(() -> process.name + " crashed: " + what);
    }
  }
}
