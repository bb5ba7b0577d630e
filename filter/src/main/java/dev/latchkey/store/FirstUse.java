package dev.latchkey.store;

import dev.latchkey.key.KeyId;

/** A secret that somebody presented. */
public record FirstUse(KeyId key, int ordinal) {}
