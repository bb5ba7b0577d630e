/**
 * One class a container, run inside that container's own class loader. A launcher takes a folder to
 * work in and the exploded WARs by context path; {@code call} starts and returns the port, {@code
 * close} stops and leaves nothing. Only JDK types cross the border, and a launcher uses no class of
 * the tests outside this package.
 */
@NullMarked
package dev.latchkey.samples.war.launch;

import org.jspecify.annotations.NullMarked;
