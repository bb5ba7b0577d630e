/** Who has which role in an account: given, taken away, handed over. */
@NullMarked
package dev.latchkey.admin.membership;

import org.jspecify.annotations.NullMarked;
