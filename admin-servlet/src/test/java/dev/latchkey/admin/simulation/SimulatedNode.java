package dev.latchkey.admin.simulation;

import dev.latchkey.guard.SimulatedGuard;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Node;
import dev.latchkey.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A guard in a process: the real follower, knowledge and judgement on simulated ports. */
final class SimulatedNode {
  private final World world;
  private final Oracle oracle;
  private final Actor process;
  private final Link link;
  private final SimulatedGuard guard;
  private final Set<String> applied = new HashSet<>();
  private boolean polling;
  private long pollBegan;
  private long lastRenewal = Long.MIN_VALUE / 2;

  SimulatedNode(World world, Oracle oracle, SimulatedDatabase database, String id) {
    this.world = world;
    this.oracle = oracle;
    this.process = new Actor(id, world);
    this.link = new Link(database, world, process);
    link.watch(() -> pollBegan = world.now(), () -> lastRenewal = pollBegan);
    this.guard =
        new SimulatedGuard(
            link, link, process, Cast.FORMAT, new Node(id, id, World.TERMS), this::learnt);
  }

  Actor process() {
    return process;
  }

  Link link() {
    return link;
  }

  Set<String> applied() {
    return applied;
  }

  /** What the one thread that polls does before it is paused; what fails is tried again later. */
  void poll() {
    if (polling || !process.runs()) {
      return;
    }
    polling = true;
    try {
      boolean more = true;
      while (more) {
        more = guard.poll() && !world.pausesNow();
        world.trace(() -> process.name + " polled: " + guard);
      }
    } catch (StoreException e) {
      world.trace(() -> process.name + " could not poll: " + e.getMessage());
    } catch (Crash e) {
      world.trace(() -> process.name + " crashed while polling");
    } finally {
      polling = false;
    }
  }

  /** One request with a key. */
  void request(int key) {
    if (!process.runs()) {
      return;
    }
    process.beginToDecide();
    try {
      Set<String> before = new HashSet<>(applied);
      String decision = guard.decide(Cast.text(key));
      long time = world.now();
      world.trace(() -> process.name + " " + decision + " " + Cast.id(key));
      if (decision.equals("allowed")) {
        oracle.accepted(process.name, Cast.id(key), time, before, lastRenewal);
      } else if (decision.equals("unknown")) {
        oracle.unknown(process.name, Cast.id(key), time);
      }
    } catch (Crash e) {
      world.trace(() -> process.name + " crashed during a request");
    } finally {
      process.endToDecide();
    }
  }

  /** A quiet request in the end: what it decides, without time passing. */
  String decide(int key) {
    return guard.decide(Cast.text(key));
  }

  /** The thread that polls signs off, and does nothing else any more. */
  void stop() {
    if (polling || !process.runs()) {
      return;
    }
    polling = true;
    try {
      guard.leave();
    } catch (StoreException e) {
      world.trace(() -> process.name + " could not sign off");
    } catch (Crash e) {
      world.trace(() -> process.name + " crashed while signing off");
    }
    process.kill();
  }

  private void learnt(List<Entry> entries) {
    for (Entry entry : entries) {
      applied.add(entry.hash());
      world.trace(
          () ->
              process.name
                  + " learns "
                  + entry.number()
                  + " "
                  + entry.action()
                  + " "
                  + entry.target());
    }
  }
}
