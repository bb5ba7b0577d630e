/** A small guarded app with the admin servlet in it, and a client that minds the contract. */
@NullMarked
package dev.latchkey.admin.app;

import org.jspecify.annotations.NullMarked;
