/** How often a key works: requests are counted, here or for all nodes together. */
@NullMarked
package dev.latchkey.guard.limit;

import org.jspecify.annotations.NullMarked;
