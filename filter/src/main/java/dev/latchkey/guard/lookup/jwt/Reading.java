package dev.latchkey.guard.lookup.jwt;

/** What {@link Jwt#read} made of a token. */
public sealed interface Reading permits Jwt, Reading.NotJwt, Reading.Malformed {
  /** A text of another form: some other kind of credential may know it. */
  Reading NOT_JWT = new NotJwt();

  /** See {@link #NOT_JWT}. */
  record NotJwt() implements Reading {}

  /**
   * A JWT that nobody needs to look at any further.
   *
   * @param why for the log: never holds a character of the token
   */
  record Malformed(String why) implements Reading {}
}
