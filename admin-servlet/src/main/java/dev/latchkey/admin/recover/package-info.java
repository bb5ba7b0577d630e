/** What the database has lost and a node still knew, written again. */
@NullMarked
package dev.latchkey.admin.recover;

import org.jspecify.annotations.NullMarked;
