/** Classes that tests put into a jar of their own and deploy; the tests never call them. */
@NullMarked
package dev.latchkey.samples.war.probe;

import org.jspecify.annotations.NullMarked;
