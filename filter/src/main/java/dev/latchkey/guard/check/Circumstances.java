package dev.latchkey.guard.check;

import dev.latchkey.key.Scope;
import java.time.Instant;
import java.util.List;

/**
 * What a request brings besides its key.
 *
 * @param needed the scopes that the route asks for, all of them
 * @param address the client's, as text
 */
public record Circumstances(List<Scope> needed, String address, Instant now) {}
