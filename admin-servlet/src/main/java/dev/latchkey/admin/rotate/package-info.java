/** Gives a key a new secret, and its old one an end. */
@NullMarked
package dev.latchkey.admin.rotate;

import org.jspecify.annotations.NullMarked;
