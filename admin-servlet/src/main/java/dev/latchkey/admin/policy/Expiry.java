package dev.latchkey.admin.policy;

import dev.latchkey.admin.exchange.Ending;
import dev.latchkey.admin.exchange.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a plan lets keys end.
 *
 * @param required whether each key ends at some time; so it does where there is a longest life
 * @param options the only lives there are to choose from, counted from the choice; empty where any
 *     will do
 * @param longest the longest life, counted from the choice
 */
public record Expiry(boolean required, List<Duration> options, Optional<Duration> longest) {
  /** As anybody likes. */
  public static final Expiry FREE = new Expiry(false, List.of(), Optional.empty());

  public Expiry {
    options = List.copyOf(options);
    for (Duration option : options) {
      if (option.isZero() || option.compareTo(longest.orElse(option)) > 0) {
        throw new IllegalArgumentException(option + " is no life that the plan allows");
      }
    }
    if (longest.filter(Duration::isZero).isPresent()) {
      throw new IllegalArgumentException("is longer than nothing");
    }
  }

  /** What speaks against a choice. */
  Optional<FieldError> objection(Instant now, Ending ending) {
    if (ending.at().isEmpty()) {
      return required || longest.isPresent() ? Optional.of(missing()) : Optional.empty();
    }
    if (!options.isEmpty() && ending.life().filter(options::contains).isEmpty()) {
      return Optional.of(new FieldError("#/expires_in", "is " + choice() + " under this plan"));
    }
    return longest
        .filter(most -> ending.at().get().isAfter(now.plus(most)))
        .map(most -> "is at most " + print(most) + " from now under this plan")
        .map(detail -> new FieldError("#/" + ending.field(), detail));
  }

  private FieldError missing() {
    String example = options.isEmpty() ? "" : ": " + choice();
    return new FieldError("#/expires_in", "is missing: keys of this plan end" + example);
  }

  private String choice() {
    return options.stream().map(Expiry::print).collect(Collectors.joining(" or "));
  }

  /** In days where that is possible, as people write it. */
  static String print(Duration duration) {
    boolean wholeDays = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
    return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
  }
}
