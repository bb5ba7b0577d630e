/**
 * The nouns: keys, secrets, scopes, networks and who owns them. Immutable, JDK only, and imported
 * by every other room.
 */
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;
