package dev.latchkey.benchmarks;

/** The kinds of credentials: what a client of each sends. A new kind is a constant here. */
public enum Kind {
  OPAQUE {
    @Override
    String credential(App app, String path) {
      return app.issue("{\"name\":\"bench\",\"scopes\":[\"zones:read\"]}").path("key").asText();
    }
  };

  /**
   * A good credential that was never sent before.
   *
   * @param path that it will be sent to by GET
   */
  abstract String credential(App app, String path);
}
