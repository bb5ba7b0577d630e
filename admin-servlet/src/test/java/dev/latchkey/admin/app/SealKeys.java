package dev.latchkey.admin.app;

import dev.latchkey.admin.seal.Seals;
import java.security.SecureRandom;

/** Keys from outside, as tests give them to their apps. */
public final class SealKeys {
  public static final String OLD = "old:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  public static final String NEW = "new:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

  /** The line of an app's settings. */
  public static final String SETTING = "latchkey.admin.seal-keys = " + OLD;

  private SealKeys() {}

  public static Seals of(String text) {
    return Seals.parse(text, new SecureRandom());
  }
}
