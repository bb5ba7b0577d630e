package dev.latchkey.admin.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal or failure as RFC 9457 tells it, thrown to whoever answers. Carries no stack trace: it
 * is an answer, not an accident.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One field that is wrong.
   *
   * @param pointer RFC 6901, as a fragment: {@code #/scopes/0}
   */
  public record FieldError(String pointer, String detail) {}

  private final transient Kind kind;
  private final String detail;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers;

  /** Which problem: its name in {@code urn:latchkey:problem:…}, its title and its status. */
  public enum Kind {
    INVALID_REQUEST("invalid-request", "The request is wrong", 400),
    INVALID_PARAMETER("invalid-parameter", "A parameter is wrong", 400),
    INVALID_BODY("invalid-body", "The body is wrong", 400),
    UNSUPPORTED_TOKEN_TYPE("unsupported-token-type", "This cannot be ended here", 400),
    UNAUTHENTICATED("unauthenticated", "This needs a key", 401),
    INSUFFICIENT_SCOPE("insufficient-scope", "The key may not do this", 403),
    BEYOND_OWN("beyond-own", "Nobody can grant more than they hold", 403),
    PLAN_FORBIDS("plan-forbids", "The plan of the account does not allow this", 403),
    NOT_A_MEMBER("not-a-member", "This login is not let in", 403),
    OTHER_SITE("other-site", "The call may come from another site", 403),
    OPERATORS_ONLY("operators-only", "Only operators may do this", 403),
    NOT_FOUND("not-found", "There is no such thing", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The path has no such method", 405),
    CONFLICT("conflict", "The state of things forbids it", 409),
    PRECONDITION_FAILED("precondition-failed", "It has changed since you read it", 412),
    BODY_TOO_LARGE("body-too-large", "The body is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body is not JSON", 415),
    UNAVAILABLE("unavailable", "Try again soon", 503);

    private final String name;
    private final String title;
    private final int status;

    Kind(String name, String title, int status) {
      this.name = name;
      this.title = title;
      this.status = status;
    }

    public String type() {
      return "urn:latchkey:problem:" + name;
    }

    public String title() {
      return title;
    }

    public int status() {
      return status;
    }
  }

  private Problem(Kind kind, String detail, List<FieldError> errors, Map<String, String> headers) {
    super(detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.headers = Map.copyOf(headers);
  }

  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), Map.of());
  }

  public static Problem of(Kind kind, String detail, List<FieldError> errors) {
    return new Problem(kind, detail, errors, Map.of());
  }

  public static Problem notFound(String detail) {
    return of(Kind.NOT_FOUND, detail);
  }

  public static Problem conflict(String detail) {
    return of(Kind.CONFLICT, detail);
  }

  /** The same with one more header on its answer. */
  public Problem with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Problem(kind, detail, errors, more);
  }

  public Kind kind() {
    return kind;
  }

  public String detail() {
    return detail;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
