package dev.latchkey.key;

import java.util.Optional;

/**
 * One permission: {@code resource:action} or {@code resource:action:instance}. A {@code *} stands
 * for any resource or any action; without an instance it reaches every instance.
 *
 * <p>An instance is opaque: neither {@code :} nor {@code *} means anything inside it.
 */
public record Scope(String resource, String action, Optional<String> instance) {
  /** Showing a recoverable secret again. No wildcard covers it: it must be granted by name. */
  public static final Scope REVEAL = new Scope("apikeys", "reveal", Optional.empty());

  private static final String ANY = "*";
  private static final int MOST = 255;

  public Scope {
    requireName("resource", resource);
    requireName("action", action);
  }

  public static Scope of(String resource, String action) {
    return new Scope(resource, action, Optional.empty());
  }

  /**
   * Reads a scope as it is granted.
   *
   * @throws IllegalArgumentException naming what is wrong with {@code text}
   */
  public static Scope parse(String text) {
    if (text.length() > MOST) {
      throw new IllegalArgumentException("a scope has at most " + MOST + " characters");
    }
    int first = text.indexOf(':');
    if (first < 0) {
      throw new IllegalArgumentException("a scope is resource:action, like zones:read");
    }
    int second = text.indexOf(':', first + 1);
    if (second < 0) {
      return of(text.substring(0, first), text.substring(first + 1));
    }
    String instance = text.substring(second + 1);
    requireInstance(instance);
    return new Scope(
        text.substring(0, first), text.substring(first + 1, second), Optional.of(instance));
  }

  /** Whether whoever holds this scope may do, or grant, {@code needed}. */
  public boolean covers(Scope needed) {
    if (needed.isNamedOnly()
        && !(resource.equals(needed.resource) && action.equals(needed.action))) {
      return false;
    }
    return (resource.equals(ANY) || resource.equals(needed.resource))
        && (action.equals(ANY) || action.equals(needed.action))
        && (instance.isEmpty() || instance.equals(needed.instance));
  }

  /** What both this scope and {@code other} cover; empty when that is nothing. */
  Optional<Scope> common(Scope other) {
    Optional<String> resource = common(this.resource, other.resource);
    Optional<String> action = common(this.action, other.action);
    boolean meet =
        instance.isEmpty() || other.instance.isEmpty() || instance.equals(other.instance);
    return meet && resource.isPresent() && action.isPresent()
        ? Optional.of(new Scope(resource.get(), action.get(), instance.or(() -> other.instance)))
            .filter(both -> covers(both) && other.covers(both))
        : Optional.empty();
  }

  private static Optional<String> common(String one, String other) {
    if (one.equals(other) || other.equals(ANY)) {
      return Optional.of(one);
    }
    return one.equals(ANY) ? Optional.of(other) : Optional.empty();
  }

  private boolean isNamedOnly() {
    return action.equals("reveal") && resource.equals("apikeys");
  }

  /**
   * Whether somebody could be granted exactly this: what a route needs may take its instance from a
   * path, and that may be anything.
   */
  public boolean isGrantable() {
    return toString().length() <= MOST
        && instance.map(text -> isScopeToken(text) && !text.equals(ANY)).orElse(true);
  }

  /** RFC 6749 section 3.3, scope-token: printable ASCII without space, quote and backslash. */
  public static boolean isScopeToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Scope::isScopeCharacter);
  }

  private static boolean isScopeCharacter(int c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != '\\';
  }

  private static void requireInstance(String instance) {
    if (!isScopeToken(instance)) {
      throw new IllegalArgumentException(
          "the instance of a scope takes printable ASCII without space, quote or backslash");
    }
    if (instance.equals(ANY)) {
      throw new IllegalArgumentException(
          "leave the instance out to reach every one: zones:read, not zones:read:*");
    }
  }

  private static void requireName(String what, String name) {
    boolean plain = !name.isEmpty() && name.chars().allMatch(Scope::isNameCharacter);
    if (!plain && !name.equals(ANY)) {
      throw new IllegalArgumentException(
          "the " + what + " of a scope takes A-Z a-z 0-9 . _ - or is a single *");
    }
  }

  private static boolean isNameCharacter(int c) {
    return (c < 128 && Base62.isDigit((char) c)) || "._-".indexOf(c) >= 0;
  }

  @Override
  public String toString() {
    return resource + ':' + action + instance.map(i -> ':' + i).orElse("");
  }
}
