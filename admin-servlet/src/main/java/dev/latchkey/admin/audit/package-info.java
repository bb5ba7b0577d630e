/** Reads the journal back, and checks its chain. */
@NullMarked
package dev.latchkey.admin.audit;

import org.jspecify.annotations.NullMarked;
