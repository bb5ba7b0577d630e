/** Changes what a key is called and what it may do. */
@NullMarked
package dev.latchkey.admin.edit;

import org.jspecify.annotations.NullMarked;
