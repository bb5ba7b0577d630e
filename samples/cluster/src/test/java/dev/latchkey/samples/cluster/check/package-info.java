/** The offline checker, on records made by hand. */
@NullMarked
package dev.latchkey.samples.cluster.check;

import org.jspecify.annotations.NullMarked;
