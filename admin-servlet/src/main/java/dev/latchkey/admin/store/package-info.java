/** What is kept of keys, users and accounts, and the ports to it: one to change, some to read. */
@NullMarked
package dev.latchkey.admin.store;

import org.jspecify.annotations.NullMarked;
