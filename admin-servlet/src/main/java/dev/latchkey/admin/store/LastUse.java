package dev.latchkey.admin.store;

import java.time.Instant;
import java.util.Optional;

/**
 * When a secret was proven last, let through or not, as far as guards have told.
 *
 * @param firstAt to the minute
 * @param at to the second
 * @param address where from; empty when that is longer ago than it is kept
 * @param agent what it was sent by, like {@code curl}; empty likewise
 */
public record LastUse(
    Instant firstAt, Instant at, Optional<String> address, Optional<String> agent) {}
