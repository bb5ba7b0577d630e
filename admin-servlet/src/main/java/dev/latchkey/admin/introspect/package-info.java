/** Tells a resource server what a token is worth: RFC 7662. */
@NullMarked
package dev.latchkey.admin.introspect;

import org.jspecify.annotations.NullMarked;
