/** How a decision looks on the wire: RFC 6750 challenges and RFC 9457 bodies. */
@NullMarked
package dev.latchkey.guard.respond;

import org.jspecify.annotations.NullMarked;
