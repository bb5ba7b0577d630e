/**
 * Who is it? A presented token becomes a known key, one sub-room per kind of credential. Nobody
 * downstream can tell which kind it was.
 */
@NullMarked
package dev.latchkey.guard.lookup;

import org.jspecify.annotations.NullMarked;
