/** Reads back how keys were used, and what follows from it. */
@NullMarked
package dev.latchkey.admin.usage;

import org.jspecify.annotations.NullMarked;
