/** Keys that are tokens: what signs them, and what others verify them by. */
@NullMarked
package dev.latchkey.admin.sign;

import org.jspecify.annotations.NullMarked;
