/** What to do with a request, and why: for the caller, for the log. */
@NullMarked
package dev.latchkey.guard.decide;

import org.jspecify.annotations.NullMarked;
