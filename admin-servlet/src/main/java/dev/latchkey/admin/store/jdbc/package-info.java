/**
 * The writing side on PostgreSQL and SQLite, and the schema as versioned migrations. The only room
 * of this module that knows {@code java.sql}.
 */
@NullMarked
package dev.latchkey.admin.store.jdbc;

import org.jspecify.annotations.NullMarked;
