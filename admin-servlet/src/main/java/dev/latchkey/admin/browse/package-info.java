/** Reads keys back: one, a page of many, the caller's own. */
@NullMarked
package dev.latchkey.admin.browse;

import org.jspecify.annotations.NullMarked;
