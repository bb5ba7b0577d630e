package dev.latchkey.key;

import java.util.Locale;

/** What a key is at an instant: derived by {@link ApiKey#status}, never stored. */
public enum KeyStatus {
  ACTIVE,
  SCHEDULED,
  DISABLED,
  EXPIRED,
  REVOKED;

  /** The word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
