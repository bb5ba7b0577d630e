/**
 * The reading side on PostgreSQL and SQLite: one SQL, with the differences of the two in {@link
 * dev.latchkey.store.jdbc.Dialect}. The only room of this module that knows {@code java.sql}.
 */
@NullMarked
package dev.latchkey.store.jdbc;

import org.jspecify.annotations.NullMarked;
