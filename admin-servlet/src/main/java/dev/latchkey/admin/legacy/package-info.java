/** Takes keys of other systems over, tells which are still in use, and ends them. */
@NullMarked
package dev.latchkey.admin.legacy;

import org.jspecify.annotations.NullMarked;
