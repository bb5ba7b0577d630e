package dev.latchkey.store;

import java.util.Optional;

/**
 * An answer of the store and how fresh it is.
 *
 * @param entry the number of the last journal entry that the answer includes
 * @param key empty when there is no such key
 */
public record Snapshot(long entry, Optional<StoredKey> key) {}
