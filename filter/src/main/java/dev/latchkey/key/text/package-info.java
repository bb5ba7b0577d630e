/**
 * The printed forms of keys: the one place that knows how to print, read and check them. An opaque
 * key is {@code <brand>_<env>_<id:12><secret:32><tag:6><crc:6>}, the private half of a key pair
 * {@code <brand>_<env>_<id:12><curve:1><number:43><tag:6><crc:6>}.
 */
@NullMarked
package dev.latchkey.key.text;

import org.jspecify.annotations.NullMarked;
