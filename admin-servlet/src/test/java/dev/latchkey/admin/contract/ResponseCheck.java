package dev.latchkey.admin.contract;

import java.util.ArrayList;
import java.util.List;

/** Checks a response against the one that is declared for its status. */
final class ResponseCheck {
  private final Schemas schemas;
  private final Bodies bodies;

  ResponseCheck(Schemas schemas, Bodies bodies) {
    this.schemas = schemas;
    this.bodies = bodies;
  }

  List<String> violations(Place declared, Exchange exchange) {
    List<String> wrong = new ArrayList<>();
    declared
        .at("headers")
        .entries()
        .forEach((name, header) -> header(name, header, exchange.response(), wrong));
    if (!exchange.isHead()) {
      bodies
          .violations(declared, exchange.response())
          .forEach(violation -> wrong.add("response body" + violation));
    } else if (!exchange.response().body().isEmpty()) {
      wrong.add("response body: HEAD has none");
    }
    return wrong;
  }

  private void header(String name, Place declared, Message response, List<String> wrong) {
    List<String> values = response.all(name);
    if (values.isEmpty() && declared.is("required")) {
      wrong.add("response header " + name + ": is required");
    }
    values.stream()
        .flatMap(value -> schemas.violations(declared, value).stream())
        .forEach(violation -> wrong.add("response header " + name + violation));
  }
}
