package dev.latchkey.admin.start;

import dev.latchkey.admin.policy.DeclaredPlans;
import dev.latchkey.admin.policy.PlanChange;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.settings.SettingsException;

/**
 * The plans that the settings declare. Each start of an admin servlet makes the database say the
 * same; a plan that is not declared any more stays as it was, and is the API's to change.
 */
public final class StatedPlans {
  private static final String ACTOR = "settings";

  private final Ledger ledger;

  public StatedPlans(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Writes what is declared.
   *
   * @throws SettingsException when the plan of new accounts is nowhere
   */
  public void state(DeclaredPlans declared) {
    ledger.commit(
        ACTOR,
        facts -> {
          declared.plans().forEach((name, plan) -> PlanChange.set(facts, plan.kept(name, true)));
          release(facts, declared);
          requireUsual(facts, declared);
          return true;
        });
  }

  private static void release(Facts facts, DeclaredPlans declared) {
    facts.plans().stream()
        .filter(plan -> plan.declared() && !declared.plans().containsKey(plan.name()))
        .map(PlanRecord::undeclared)
        .forEach(plan -> PlanChange.set(facts, plan));
  }

  private static void requireUsual(Facts facts, DeclaredPlans declared) {
    declared
        .usual()
        .filter(name -> facts.plan(name).isEmpty())
        .ifPresent(
            name -> {
              throw new SettingsException(
                  "latchkey.admin.default-plan: there is no plan "
                      + name
                      + "; declare it, or make it");
            });
  }
}
