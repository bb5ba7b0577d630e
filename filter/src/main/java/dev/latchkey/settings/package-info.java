/**
 * Reads settings from files and init-params, strictly: whatever is wrong is said with its file, its
 * line and what would be right. Each room turns what is read here into a small record of its own.
 */
@NullMarked
package dev.latchkey.settings;

import org.jspecify.annotations.NullMarked;
