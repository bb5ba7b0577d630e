/** The second room of a request: which credential does it present, if any? Headers alone. */
@NullMarked
package dev.latchkey.guard.parse;

import org.jspecify.annotations.NullMarked;
