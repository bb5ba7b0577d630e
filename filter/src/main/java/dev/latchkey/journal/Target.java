package dev.latchkey.journal;

/**
 * What an entry touches: {@code key:<id>}, {@code user:<id>}, {@code account:<id>} or {@code
 * installation:<id>}.
 *
 * @param kind a kind that is unknown here (a newer version wrote it) touches everything
 */
public record Target(String kind, String id) {
  public static final String KEY = "key";
  public static final String USER = "user";
  public static final String ACCOUNT = "account";
  public static final String INSTALLATION = "installation";

  /** Touches all accounts that have it. */
  public static final String PLAN = "plan";

  /** Reads the printed form; without a colon it is a kind of its own. */
  public static Target parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Target(text, "")
        : new Target(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return kind + ':' + id;
  }
}
