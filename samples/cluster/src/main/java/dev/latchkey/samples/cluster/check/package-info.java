/** Reads what nodes and clients have written down, and finds what should not have happened. */
@NullMarked
package dev.latchkey.samples.cluster.check;

import org.jspecify.annotations.NullMarked;
