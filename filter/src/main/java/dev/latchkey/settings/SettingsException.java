package dev.latchkey.settings;

/** A setting that cannot be used: names the place, what is wrong and what would be right. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  SettingsException(Setting setting, String what) {
    super(setting.place() + ": " + setting.name() + ": " + what);
  }
}
