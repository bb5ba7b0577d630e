/**
 * An app that knows nothing of Latchkey and says what it sees of each request. The guard comes with
 * the jar in {@code WEB-INF/lib}; there is no line about it here.
 */
@NullMarked
package dev.latchkey.samples.war;

import org.jspecify.annotations.NullMarked;
