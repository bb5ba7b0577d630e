/** A WebSocket that ends with the key that opened it. */
@NullMarked
package dev.latchkey.samples.socket;

import org.jspecify.annotations.NullMarked;
