/** What every call that changes one key has in common. */
@NullMarked
package dev.latchkey.admin.change;

import org.jspecify.annotations.NullMarked;
