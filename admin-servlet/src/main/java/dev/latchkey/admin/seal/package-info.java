/** What may be read again is kept sealed under keys that come from outside the database. */
@NullMarked
package dev.latchkey.admin.seal;

import org.jspecify.annotations.NullMarked;
