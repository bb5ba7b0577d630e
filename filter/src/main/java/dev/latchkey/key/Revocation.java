package dev.latchkey.key;

import java.time.Instant;

/** The end of a key, for good: when, by whom and why. */
public record Revocation(Instant at, String by, String reason) {}
