package dev.latchkey.guard.check;

import dev.latchkey.key.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a request brings besides its key.
 *
 * @param needed the scopes that the route asks for, all of them
 * @param place the account that they are asked for in, as the path names it; empty for the key's
 *     own
 * @param address the client's, as text
 */
public record Circumstances(
    List<Scope> needed, Optional<String> place, String address, Instant now) {
  /** Of a request whose scopes are asked for in the account of its key. */
  public Circumstances(List<Scope> needed, String address, Instant now) {
    this(needed, Optional.empty(), address, now);
  }
}
