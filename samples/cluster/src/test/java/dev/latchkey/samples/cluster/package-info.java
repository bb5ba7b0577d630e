/** What the cluster shows, asked for by tests. */
@NullMarked
package dev.latchkey.samples.cluster;

import org.jspecify.annotations.NullMarked;
