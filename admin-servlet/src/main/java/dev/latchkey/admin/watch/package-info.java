/** How the installation is: its health, its nodes, its contract. */
@NullMarked
package dev.latchkey.admin.watch;

import org.jspecify.annotations.NullMarked;
