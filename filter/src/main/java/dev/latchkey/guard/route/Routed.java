package dev.latchkey.guard.route;

/** What the route table makes of a request. Immutable. */
public sealed interface Routed {
  /** No rule covers the method and path. */
  Routed UNLISTED = new Unlisted();

  /**
   * The path may mean different things to different programs: answer 400.
   *
   * @param why for the log: never holds a character of the request
   */
  record Unsafe(String why) implements Routed {}

  /** No rule covers the method and path: deny. */
  record Unlisted() implements Routed {}

  /** A rule covers the request. */
  record Listed(Need need) implements Routed {}
}
