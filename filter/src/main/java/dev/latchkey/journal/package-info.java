/**
 * The journal, seen by a node: entries and their chain, what this node knows, up to which entry,
 * and until when it may act on it. The journal is the audit trail and the change feed at once.
 */
@NullMarked
package dev.latchkey.journal;

import org.jspecify.annotations.NullMarked;
