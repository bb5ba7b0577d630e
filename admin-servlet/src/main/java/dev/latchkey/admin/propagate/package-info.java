/** Which nodes know of a change already, and by when the others will. */
@NullMarked
package dev.latchkey.admin.propagate;

import org.jspecify.annotations.NullMarked;
