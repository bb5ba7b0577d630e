package dev.latchkey.admin.propagate;

import dev.latchkey.admin.store.Nodes;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.TimeSource;
import java.time.Duration;

/** The real propagation, where waiting is what the simulation does meanwhile. */
public final class SimulatedPropagation {
  private SimulatedPropagation() {}

  public static Propagation of(Nodes nodes, TimeSource time, LeaseTerms terms, Runnable meanwhile) {
    return new Propagation(
        nodes,
        time,
        () -> {
          meanwhile.run();
          return true;
        },
        Duration.ZERO,
        terms);
  }
}
