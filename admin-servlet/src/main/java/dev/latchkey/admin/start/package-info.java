/** The first start on an empty store. */
@NullMarked
package dev.latchkey.admin.start;

import org.jspecify.annotations.NullMarked;
