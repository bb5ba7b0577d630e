package dev.latchkey.admin.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks a request that was accepted: all that it said must have been declared. */
final class RequestCheck {
  private final Schemas schemas;
  private final Bodies bodies;

  RequestCheck(Schemas schemas, Bodies bodies) {
    this.schemas = schemas;
    this.bodies = bodies;
  }

  /**
   * What {@code operation} should have refused.
   *
   * @param variables the values of the variables in the path
   */
  List<String> violations(Operation operation, Map<String, String> variables, Exchange exchange) {
    List<String> wrong = new ArrayList<>();
    Set<String> undeclared = new TreeSet<>(exchange.query().keySet());
    for (Place parameter : operation.parameters()) {
      String name = parameter.text("name");
      String in = parameter.text("in");
      List<String> values =
          switch (in) {
            case "path" -> List.of(variables.getOrDefault(name, ""));
            case "query" -> exchange.query().getOrDefault(name, List.of());
            case "header" -> exchange.request().all(name);
            default -> throw new IllegalStateException(parameter + " is in " + in);
          };
      if (in.equals("query")) {
        undeclared.remove(name);
      }
      parameter(parameter, values).forEach(v -> wrong.add(in + ' ' + name + v));
    }
    undeclared.forEach(name -> wrong.add("query " + name + ": is not declared"));
    body(operation.body(), exchange.request()).forEach(v -> wrong.add("request body" + v));
    return wrong;
  }

  private List<String> parameter(Place parameter, List<String> values) {
    if (values.isEmpty() && parameter.is("required")) {
      return List.of(": is required");
    }
    if (values.size() > 1) {
      return List.of(": is given more than once");
    }
    return values.stream().flatMap(value -> schemas.violations(parameter, value).stream()).toList();
  }

  private List<String> body(Place declared, Message request) {
    if (request.body().isEmpty()) {
      return declared.is("required") ? List.of(": is required") : List.of();
    }
    return declared.exists() ? bodies.violations(declared, request) : List.of(": is not declared");
  }
}
