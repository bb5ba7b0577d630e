package dev.latchkey.admin.policy;

import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.journal.Target;
import java.util.Optional;

/** What is done to plans, each with the one entry that says so. */
public final class PlanChange {
  private PlanChange() {}

  /** Writes a plan, unless it is like that already. */
  public static void set(Facts facts, PlanRecord plan) {
    if (!facts.plan(plan.name()).equals(Optional.of(plan))) {
      facts.put(plan);
      note(facts, "plan.set", plan.name(), plan.terms());
    }
  }

  /** Takes a plan away that no account has. */
  public static void delete(Facts facts, String name) {
    facts.deletePlan(name);
    note(facts, "plan.delete", name, "{}");
  }

  private static void note(Facts facts, String action, String name, String detail) {
    Target target = new Target(Target.PLAN, name);
    facts.note(new Deed(action, facts.installation().orElseThrow().account(), target, detail));
  }
}
