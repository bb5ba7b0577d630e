package dev.latchkey.guard;

/** Lets a guard tell how keys are used without waiting for the minute to be over. */
public final class Reports {
  private Reports() {}

  public static void tell(Guard guard) {
    guard.tellUsage();
  }
}
