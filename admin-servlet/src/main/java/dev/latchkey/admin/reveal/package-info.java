/**
 * Secrets that may be read again: sealed when they are made, opened only after the journal says so,
 * and sealed anew when the key from outside changes.
 */
@NullMarked
package dev.latchkey.admin.reveal;

import org.jspecify.annotations.NullMarked;
