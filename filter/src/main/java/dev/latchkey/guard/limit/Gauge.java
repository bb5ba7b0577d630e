package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import java.time.Duration;

/**
 * How a limit stands after a request.
 *
 * @param remaining requests that could come at once
 * @param full until as many could come as ever, when none do
 */
public record Gauge(Limit limit, long remaining, Duration full) {}
