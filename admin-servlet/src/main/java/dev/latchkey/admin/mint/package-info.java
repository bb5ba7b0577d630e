/** Where new ids, secrets and key texts come from. */
@NullMarked
package dev.latchkey.admin.mint;

import org.jspecify.annotations.NullMarked;
