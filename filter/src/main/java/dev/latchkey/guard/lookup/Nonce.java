package dev.latchkey.guard.lookup;

import java.time.Instant;

/**
 * What makes a signature one that is accepted once.
 *
 * @param id the same for the same signature alone; at most 100 characters
 * @param until when the signature would no longer be accepted anyway
 */
public record Nonce(String id, Instant until) {}
