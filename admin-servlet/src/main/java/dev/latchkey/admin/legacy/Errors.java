package dev.latchkey.admin.legacy;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the lines of an import, as far as anybody would read. For one thread. */
final class Errors {
  private static final int MOST = 100;

  private final List<FieldError> errors = new ArrayList<>();
  private Optional<Problem> refusal = Optional.empty();

  void add(int line, String field, String detail) {
    if (errors.size() < MOST) {
      errors.add(new FieldError("#/keys/" + line + '/' + field, detail));
    }
  }

  /** Takes what was said of a single key for what is to be said of this line. */
  void add(int line, Problem problem) {
    if (problem.kind() != Kind.INVALID_BODY) {
      refusal = Optional.of(problem);
    }
    problem.errors().forEach(e -> add(line, e.pointer().substring("#/".length()), e.detail()));
  }

  boolean areNone() {
    return errors.isEmpty();
  }

  /**
   * Tells all of it.
   *
   * @throws Problem 403 when anything goes beyond whoever asks, 400 otherwise
   */
  void check() {
    if (errors.isEmpty()) {
      return;
    }
    FieldError first = errors.get(0);
    Kind kind = refusal.map(Problem::kind).orElse(Kind.INVALID_BODY);
    Problem problem = Problem.of(kind, first.pointer() + ": " + first.detail(), errors);
    throw refusal
        .flatMap(told -> Optional.ofNullable(told.headers().get("WWW-Authenticate")))
        .map(challenge -> problem.with("WWW-Authenticate", challenge))
        .orElse(problem);
  }
}
