/**
 * A call and its answer, free of the servlet API: what came in, what goes out, and how bad input is
 * told.
 */
@NullMarked
package dev.latchkey.admin.exchange;

import org.jspecify.annotations.NullMarked;
