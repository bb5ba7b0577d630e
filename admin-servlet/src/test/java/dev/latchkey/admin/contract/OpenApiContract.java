package dev.latchkey.admin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The promise of {@code openapi.json}, held against what really went over the wire. Immutable; may
 * be shared between threads.
 *
 * <p>What was refused may have been asked in any way; what was accepted must have been declared:
 * every query parameter, every header of the contract and the body. Whatever was answered must be
 * declared for that status: headers, content type and body.
 */
public final class OpenApiContract {
  /** What may be answered where the contract declares nothing, and where it is described. */
  private static final Map<Integer, String> REFUSALS =
      Map.of(
          400, "BadRequest",
          401, "Unauthorized",
          403, "Forbidden",
          404, "NotFound",
          503, "Unavailable");

  private final Place root;
  private final RequestCheck requests;
  private final ResponseCheck responses;

  private OpenApiContract(JsonNode document) {
    Schemas schemas = new Schemas(document);
    Bodies bodies = new Bodies(schemas);
    this.root = Place.rootOf(document);
    this.requests = new RequestCheck(schemas, bodies);
    this.responses = new ResponseCheck(schemas, bodies);
  }

  /** The contract that the admin servlet serves. */
  public static OpenApiContract load() {
    return new OpenApiContract(document());
  }

  static JsonNode document() {
    try (InputStream file =
        OpenApiContract.class.getResourceAsStream("/dev/latchkey/admin/openapi.json")) {
      return Bodies.JSON.readTree(Objects.requireNonNull(file, "openapi.json is not there"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Passes when the exchange keeps the contract.
   *
   * @throws AssertionError naming the exchange and, each with its pointer, all that breaks the
   *     contract
   */
  public void check(Exchange exchange) {
    List<String> wrong = violations(exchange);
    if (!wrong.isEmpty()) {
      throw new AssertionError(exchange + " breaks the contract:\n  " + String.join("\n  ", wrong));
    }
  }

  private List<String> violations(Exchange exchange) {
    for (Map.Entry<String, Place> path : root.at("paths").entries().entrySet()) {
      Optional<Map<String, String>> variables =
          PathTemplate.parse(path.getKey()).match(exchange.path());
      if (variables.isPresent()) {
        Place item = path.getValue();
        String method = exchange.isHead() ? "get" : exchange.method().toLowerCase(Locale.ROOT);
        Operation operation = new Operation(method, path.getKey(), item, item.at(method));
        return onPath(operation, variables.get(), exchange);
      }
    }
    return refused("no such path is declared", exchange);
  }

  private List<String> onPath(
      Operation operation, Map<String, String> variables, Exchange exchange) {
    if (!operation.place().exists()) {
      return exchange.status() == 405
          ? methodNotAllowed(operation.item(), exchange)
          : refused("no such method is declared for this path", exchange);
    }
    if (!operation.answers(exchange.status())) {
      return List.of("status " + exchange.status() + " is not declared for " + operation);
    }
    List<String> answered = responses.violations(operation.response(exchange.status()), exchange);
    return exchange.isAccepted()
        ? both(requests.violations(operation, variables, exchange), answered)
        : answered;
  }

  /** What the guard or the servlet may say before it looks at an operation. */
  private List<String> refused(String reason, Exchange exchange) {
    String name = REFUSALS.get(exchange.status());
    return name == null ? List.of(reason) : responses.violations(shared(name), exchange);
  }

  /** RFC 9110 section 10.2.1: {@code Allow} lists the methods of the path; HEAD comes with GET. */
  private List<String> methodNotAllowed(Place item, Exchange exchange) {
    Set<String> declared = new TreeSet<>();
    item.entries().keySet().forEach(name -> declared.add(name.toUpperCase(Locale.ROOT)));
    declared.remove("PARAMETERS");
    Set<String> allowed = new TreeSet<>();
    exchange.response().all("Allow").forEach(list -> allowed.addAll(List.of(list.split(", *"))));
    allowed.remove("HEAD");
    List<String> answered = responses.violations(shared("MethodNotAllowed"), exchange);
    return allowed.equals(declared)
        ? answered
        : both(answered, List.of("response header Allow: names other methods than " + declared));
  }

  private Place shared(String response) {
    return root.at("components", "responses").at(response);
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
