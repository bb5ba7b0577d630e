package dev.latchkey.guard.check;

/** What a check found, or what else follows from a key that was found. */
public enum Finding {
  PASSED("passed"),
  REVOKED("revoked"),
  EXPIRED("expired"),
  DISABLED("disabled"),
  NOT_YET_VALID("not valid yet"),
  SECRET_ENDED("this secret was rotated out"),
  OWNER_DISABLED("its owner is disabled or gone"),
  NETWORK_NOT_ALLOWED("from a network that it may not be used from"),
  NOT_SIGNED("sent as it is, and works only as a signature"),
  NO_API_ACCESS("its account has no API access"),
  SCOPE_MISSING("lacks a scope"),
  UNLISTED("no rule covers this route"),
  REPLAYED("this signature was used before"),
  RATE_LIMITED("has done as much as it may for now");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /** For the log. */
  public String words() {
    return words;
  }
}
