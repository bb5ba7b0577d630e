package dev.latchkey.samples.demo.dns;

import java.util.Optional;

/** Why something cannot be done, in words for whoever asked. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of no this is. */
  public enum Kind {
    INVALID,
    NOT_FOUND,
    CONFLICT
  }

  private final Kind kind;
  private final String field;

  private Refused(Kind kind, String field, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
    this.field = field;
  }

  /**
   * What was sent is not right.
   *
   * @param detail goes on from the name of the field: {@code "is a host name"}
   */
  public static Refused invalid(String field, String detail) {
    return new Refused(Kind.INVALID, field, detail);
  }

  public static Refused notFound(String detail) {
    return new Refused(Kind.NOT_FOUND, "", detail);
  }

  public static Refused conflict(String detail) {
    return new Refused(Kind.CONFLICT, "", detail);
  }

  public Kind kind() {
    return kind;
  }

  /** The field that is wrong, where it is one. */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
