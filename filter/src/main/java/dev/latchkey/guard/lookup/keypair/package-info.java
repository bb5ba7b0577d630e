/**
 * Key pairs, of which the store has the public halves: the private half as a bearer, a JWT that it
 * signed for one request, or a signature of the request itself.
 */
@NullMarked
package dev.latchkey.guard.lookup.keypair;

import org.jspecify.annotations.NullMarked;
