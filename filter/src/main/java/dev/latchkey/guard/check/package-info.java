/**
 * May it? Pure checks on a found key, an instant and where the request comes from, one file each.
 */
@NullMarked
package dev.latchkey.guard.check;

import org.jspecify.annotations.NullMarked;
