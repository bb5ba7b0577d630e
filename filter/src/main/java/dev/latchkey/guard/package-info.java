/**
 * Guards requests: composes route, parse, lookup, check, decide and respond, and is the only room
 * of these that knows the servlet API.
 */
@NullMarked
package dev.latchkey.guard;

import org.jspecify.annotations.NullMarked;
