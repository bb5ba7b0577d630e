package dev.latchkey.admin.exchange;

import dev.latchkey.admin.exchange.Problem.Kind;
import java.util.List;
import java.util.Map;

/**
 * A body of {@code application/x-www-form-urlencoded}, as RFC 6749 section 3.2 has it read: a
 * parameter without a value is none, one that nobody asked for is ignored, and none may come twice.
 */
public final class Form {
  private final Map<String, List<String>> parameters;

  private Form(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  static Form parse(String body) {
    Form form = new Form(Pairs.ofBody(body));
    for (List<String> values : form.parameters.values()) {
      if (values.size() > 1) {
        throw Problem.of(Kind.INVALID_BODY, "a parameter is given more than once");
      }
    }
    return form;
  }

  /**
   * A parameter that must be there.
   *
   * @throws Problem 400 when it is not
   */
  public String required(String name) {
    String value = parameters.getOrDefault(name, List.of("")).get(0);
    if (value.isEmpty()) {
      throw Problem.of(Kind.INVALID_BODY, name + " is missing from the body");
    }
    return value;
  }

  /** Without the parameters: one of them may open something. */
  @Override
  public String toString() {
    return "Form[hidden]";
  }
}
