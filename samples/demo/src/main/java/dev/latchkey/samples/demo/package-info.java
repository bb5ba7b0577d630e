/** The demo: a small DNS API on embedded Jetty, its guard and its admin servlet. */
@NullMarked
package dev.latchkey.samples.demo;

import org.jspecify.annotations.NullMarked;
