/**
 * PostgreSQL and three guarded apps, each a process, and what becomes of revoked keys in faults.
 */
@NullMarked
package dev.latchkey.samples.cluster;

import org.jspecify.annotations.NullMarked;
