/** Keys that another system issued: found by what was imported of them. */
@NullMarked
package dev.latchkey.guard.lookup.legacy;

import org.jspecify.annotations.NullMarked;
