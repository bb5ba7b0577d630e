package dev.latchkey.journal;

/**
 * What an entry touches: {@code key:<id>}, {@code user:<id>}, {@code account:<id>}, {@code
 * installation:<id>}; a {@code role:<name>} or the {@code manager:<account>} of an account touches
 * everything, as whoever has the one or reaches through the other is not told.
 *
 * @param kind a kind that is unknown here (a newer version wrote it) touches everything
 */
public record Target(String kind, String id) {
  public static final String KEY = "key";
  public static final String USER = "user";
  public static final String ACCOUNT = "account";
  public static final String INSTALLATION = "installation";
  public static final String ROLE = "role";
  public static final String MANAGER = "manager";

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
