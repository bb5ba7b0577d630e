/** The command line: what an operator does when nobody can sign in, or nothing serves. */
@NullMarked
package dev.latchkey.admin.cli;

import org.jspecify.annotations.NullMarked;
