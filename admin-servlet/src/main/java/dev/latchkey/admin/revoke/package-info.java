/** Ends a key for good: revoked it stays listed, deleted it is gone. */
@NullMarked
package dev.latchkey.admin.revoke;

import org.jspecify.annotations.NullMarked;
