/** JWTs that this installation signed. */
@NullMarked
package dev.latchkey.guard.lookup.signed;

import org.jspecify.annotations.NullMarked;
