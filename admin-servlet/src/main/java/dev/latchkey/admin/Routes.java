package dev.latchkey.admin;

import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The table of the API: which call goes where. */
final class Routes {
  private record Route(List<String> segments, Map<String, Handler> methods) {}

  private final Map<String, Route> routes = new LinkedHashMap<>();

  /** Adds a call. Literal segments go before variables: add them first. */
  Routes add(String method, String path, Handler handler) {
    routes
        .computeIfAbsent(path, p -> new Route(segments(p), new LinkedHashMap<>()))
        .methods()
        .put(method, handler);
    return this;
  }

  /**
   * Answers a call.
   *
   * @throws Problem 404 or 405 when there is none of this kind
   */
  Reply answer(Request request) {
    List<String> segments = segments(request.path());
    for (Route route : routes.values()) {
      Optional<Map<String, String>> variables = match(route.segments(), segments);
      if (variables.isPresent()) {
        return handler(route, request.method()).handle(request.with(variables.get()));
      }
    }
    throw Problem.notFound("there is no call " + request.path() + "; see /openapi.json");
  }

  private static Handler handler(Route route, String method) {
    Handler handler = route.methods().get(method.equals("HEAD") ? "GET" : method);
    if (handler == null) {
      TreeSet<String> allowed = new TreeSet<>(route.methods().keySet());
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      String list = String.join(", ", allowed);
      throw Problem.of(Kind.METHOD_NOT_ALLOWED, "this path takes " + list).with("Allow", list);
    }
    return handler;
  }

  private static Optional<Map<String, String>> match(List<String> route, List<String> path) {
    if (route.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < route.size(); i++) {
      String segment = route.get(i);
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
