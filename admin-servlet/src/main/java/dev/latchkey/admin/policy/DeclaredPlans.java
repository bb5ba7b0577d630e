package dev.latchkey.admin.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plans that the settings declare, {@code latchkey.admin.plan.<name>.…}, by name.
 *
 * @param usual the plan of an account that is created without one
 */
public record DeclaredPlans(Map<String, Plan> plans, Optional<String> usual) {
  private static final String PREFIX = "latchkey.admin.plan.";
  private static final int MOST = 999_999_999;

  public DeclaredPlans {
    plans = Map.copyOf(plans);
  }

  /**
   * Reads all of them.
   *
   * @throws dev.latchkey.settings.SettingsException for the first that cannot be used
   */
  public static DeclaredPlans read(Settings settings) {
    Map<String, Plan> plans = new LinkedHashMap<>();
    for (String name : settings.namesUnder(PREFIX)) {
      settings.made(PREFIX + name, () -> PlanName.checked(name));
      plans.put(name, plan(settings, PREFIX + name + '.'));
    }
    Optional<String> usual = settings.as("latchkey.admin.default-plan", PlanName::checked);
    return new DeclaredPlans(plans, usual);
  }

  /** Whether some plan wants that secrets are kept. */
  public boolean wantCopies() {
    return plans.values().stream().anyMatch(plan -> plan.recoverable().orElse(false));
  }

  private static Plan plan(Settings settings, String prefix) {
    return new Lines(settings, prefix)
        .flag("api-access")
        .number("keys-per-owner")
        .number("keys-per-account")
        .words("kinds")
        .flag("expiry-required")
        .words("expiry-options")
        .text("longest-expiry")
        .flag("recoverable")
        .text("seen-by")
        .text("managed-by")
        .flag("name-editable")
        .flag("expired-editable")
        .text("overlap")
        .text("secret-age")
        .words("key-rate")
        .words("account-rate")
        .read();
  }

  /**
   * The lines of one plan, gathered as the API would be told the same: what is wrong with a term is
   * found in one place. For one thread.
   */
  private static final class Lines {
    private final Settings settings;
    private final String prefix;
    private final ObjectNode terms = Json.object();

    Lines(Settings settings, String prefix) {
      this.settings = settings;
      this.prefix = prefix;
    }

    Lines flag(String name) {
      return isSet(name) ? with(name, settings.flag(prefix + name, false)) : this;
    }

    Lines number(String name) {
      return isSet(name) ? with(name, settings.number(prefix + name, 0, MOST, 0)) : this;
    }

    Lines words(String name) {
      return isSet(name) ? with(name, settings.words(prefix + name, List.of())) : this;
    }

    Lines text(String name) {
      return isSet(name) ? with(name, settings.text(prefix + name).orElseThrow()) : this;
    }

    Plan read() {
      Fields fields = Fields.of(terms);
      Plan plan = PlanFields.read(fields);
      try {
        fields.check();
      } catch (Problem problem) {
        FieldError wrong = problem.errors().get(0);
        String name = wrong.pointer().split("/", -1)[1].replace('_', '-');
        return settings.made(prefix + name, () -> refuse(wrong.detail()));
      }
      return plan;
    }

    private boolean isSet(String name) {
      return settings.text(prefix + name).isPresent();
    }

    private Lines with(String name, Object value) {
      terms.set(name.replace('-', '_'), Json.of(value));
      return this;
    }

    private static Plan refuse(String detail) {
      throw new IllegalArgumentException(detail);
    }
  }
}
