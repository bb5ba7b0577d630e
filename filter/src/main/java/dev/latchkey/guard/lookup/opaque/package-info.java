/** Opaque keys of our own printed form. */
@NullMarked
package dev.latchkey.guard.lookup.opaque;

import org.jspecify.annotations.NullMarked;
