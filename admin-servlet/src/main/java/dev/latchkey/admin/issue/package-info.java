/** Issues a key: validate, decide, one journal commit, reply. */
@NullMarked
package dev.latchkey.admin.issue;

import org.jspecify.annotations.NullMarked;
