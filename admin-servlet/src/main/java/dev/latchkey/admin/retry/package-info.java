/** Calls that were sent twice: the same Idempotency-Key gets the same answer. */
@NullMarked
package dev.latchkey.admin.retry;

import org.jspecify.annotations.NullMarked;
