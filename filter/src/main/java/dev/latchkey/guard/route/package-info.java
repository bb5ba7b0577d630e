/**
 * The first room of a request: is its path safe to judge, and what does its route need?
 *
 * <p>A request whose path two programs could read differently is refused before any rule is looked
 * at. Everything else is matched against a table of rules, and what no rule lists stays closed.
 */
@NullMarked
package dev.latchkey.guard.route;

import org.jspecify.annotations.NullMarked;
