/** The ports of the guard's store, cut by caller: what is read for a request, and how it fails. */
@NullMarked
package dev.latchkey.store;

import org.jspecify.annotations.NullMarked;
