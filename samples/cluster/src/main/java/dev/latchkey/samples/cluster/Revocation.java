package dev.latchkey.samples.cluster;

/**
 * What a revocation was answered.
 *
 * @param bounded whether the answer names a time, since not all nodes have confirmed
 * @param sent the monotonic clock before the call that did it, or the first that may have
 * @param answered the same after it
 */
record Revocation(
    IssuedKey key,
    long entry,
    int nodes,
    int confirmed,
    boolean bounded,
    long sent,
    long answered) {}
