package dev.latchkey.store;

import java.util.Optional;

/**
 * An answer of the store and how fresh it is.
 *
 * @param entry the number of the last journal entry that the answer includes
 * @param hash of that entry
 * @param followed the hash of the entry that the asker has followed to; another one than the asker
 *     knows, or none, is another history
 * @param key empty when there is no such key
 */
public record Snapshot(
    long entry, String hash, Optional<String> followed, Optional<StoredKey> key) {}
