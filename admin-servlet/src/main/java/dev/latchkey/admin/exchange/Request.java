package dev.latchkey.admin.exchange;

import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.key.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A call, free of the servlet API. Immutable.
 *
 * @param path below the mount, like {@code /v1/users/ada}
 * @param variables what stood in the place of the route's variables
 * @param query parameters, each with its values in order
 * @param headers by lower-case name
 * @param caller who the guard says is calling
 * @param login who the client says it is, where the guard counts that as nothing
 * @param signIn who the app itself knows to be calling; asked where no key says it, while the call
 *     is answered
 * @param origin scheme, host and port that the call was sent to
 */
public record Request(
    String method,
    String path,
    Map<String, String> variables,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    Optional<Caller> caller,
    Optional<Login> login,
    Supplier<Optional<SignIn>> signIn,
    String origin) {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  public Request {
    variables = Map.copyOf(variables);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public Request with(Map<String, String> found) {
    return new Request(method, path, found, query, headers, body, caller, login, signIn, origin);
  }

  /** The same from somebody who was let in otherwise. */
  public Request by(Caller known) {
    return new Request(
        method,
        path,
        variables,
        query,
        headers,
        body,
        Optional.of(known),
        Optional.empty(),
        Optional::empty,
        origin);
  }

  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /**
   * A path variable as the id that it spells. What cannot be an id names nothing.
   *
   * @param what how the answer calls it
   */
  public <T> T variable(String name, String what, Function<String, T> reader) {
    try {
      return reader.apply(variable(name));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such " + what);
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** How many lines a page may have: {@code ?limit=}, or 50. */
  public int pageSize() {
    return query("limit", Request::pageSize).orElse(USUAL_PAGE);
  }

  private static Integer pageSize(String text) {
    boolean plain = text.matches("[1-9][0-9]{0,2}");
    if (!plain || Integer.parseInt(text) > LARGEST_PAGE) {
      throw new IllegalArgumentException("is 1 to " + LARGEST_PAGE);
    }
    return Integer.valueOf(text);
  }

  /** Refuses every query parameter that this call does not know. */
  public void allowQuery(Set<String> names) {
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      if (!names.contains(parameter.getKey())) {
        throw Problem.of(
            Kind.INVALID_PARAMETER,
            names.isEmpty()
                ? "this call takes no query parameters"
                : "this call takes only " + String.join(", ", names.stream().sorted().toList()));
      }
      if (parameter.getValue().size() > 1) {
        throw Problem.of(Kind.INVALID_PARAMETER, parameter.getKey() + " is given more than once");
      }
    }
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
  }

  /** A query parameter of 1 to {@code most} characters. */
  public Optional<String> query(String name, int most) {
    return query(name, text -> Text.checked(text, 1, most));
  }

  /** A query parameter as whatever {@code reader} makes of it. */
  public <T> Optional<T> query(String name, Function<String, T> reader) {
    try {
      return query(name).map(reader);
    } catch (IllegalArgumentException e) {
      throw Problem.of(Kind.INVALID_PARAMETER, name + ": " + e.getMessage());
    }
  }

  /** The body, which must be a JSON object. */
  public Fields fields() {
    requireType(JSON);
    return Fields.of(Json.parse(body));
  }

  /** Whether the call says that its body is JSON. */
  public boolean saysJson() {
    return isOfType(JSON);
  }

  /** The body, which must be a form. */
  public Form form() {
    requireType(FORM);
    return Form.parse(body);
  }

  private void requireType(String wanted) {
    if (!isOfType(wanted)) {
      throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: " + wanted);
    }
  }

  private boolean isOfType(String wanted) {
    String type = header("content-type").orElse("");
    return type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(wanted);
  }

  /** The body, where none at all means an empty object. */
  public Fields optionalFields() {
    return body.isEmpty() ? Fields.of(Json.object()) : fields();
  }

  /** Without headers and body: an Idempotency-Key opens a kept answer. */
  @Override
  public String toString() {
    return "Request[" + method + ' ' + path + "]";
  }
}
