/**
 * The printed form of an opaque key, {@code <brand>_<env>_<id:12><secret:32><tag:6><crc:6>}: the
 * one place that knows how to print, read and check it.
 */
@NullMarked
package dev.latchkey.key.text;

import org.jspecify.annotations.NullMarked;
