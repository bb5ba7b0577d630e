package dev.latchkey.admin.policy;

/** The form of a plan's name, which stands in paths and settings. */
public final class PlanName {
  private PlanName() {}

  /**
   * The same name.
   *
   * @throws IllegalArgumentException when it cannot be one
   */
  public static String checked(String name) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException("is a name of 1 to 32 characters of a-z 0-9 -");
    }
    return name;
  }
}
