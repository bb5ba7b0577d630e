/** Users and accounts: who keys belong to. */
@NullMarked
package dev.latchkey.admin.directory;

import org.jspecify.annotations.NullMarked;
