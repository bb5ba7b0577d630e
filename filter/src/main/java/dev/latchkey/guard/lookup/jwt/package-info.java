/**
 * Reads JSON Web Tokens strictly, before anything about them is proven: what two readers could
 * understand in two ways is refused.
 */
@NullMarked
package dev.latchkey.guard.lookup.jwt;

import org.jspecify.annotations.NullMarked;
