/**
 * The sample on real containers: each runs in this JVM in a class loader of its own, and is spoken
 * to over a raw socket.
 */
@NullMarked
package dev.latchkey.samples.war.containers;

import org.jspecify.annotations.NullMarked;
