/** Zones and records, in memory. Knows nothing of HTTP, and nothing of Latchkey. */
@NullMarked
package dev.latchkey.samples.demo.dns;

import org.jspecify.annotations.NullMarked;
