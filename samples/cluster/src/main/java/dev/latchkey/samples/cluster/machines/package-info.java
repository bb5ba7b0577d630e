/** The processes: a database, nodes, and the wires between them, which can all be made to fail. */
@NullMarked
package dev.latchkey.samples.cluster.machines;

import org.jspecify.annotations.NullMarked;
