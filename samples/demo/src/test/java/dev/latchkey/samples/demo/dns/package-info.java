/** Tests of the demo: its zones and records. */
@NullMarked
package dev.latchkey.samples.demo.dns;

import org.jspecify.annotations.NullMarked;
