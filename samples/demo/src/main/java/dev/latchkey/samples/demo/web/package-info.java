/** The DNS API over HTTP. Only {@link dev.latchkey.samples.demo.web.Customer} knows of Latchkey. */
@NullMarked
package dev.latchkey.samples.demo.web;

import org.jspecify.annotations.NullMarked;
