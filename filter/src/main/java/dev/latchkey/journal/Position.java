package dev.latchkey.journal;

/**
 * A place in one history: the same number with another hash is another history.
 *
 * @param installation which database this is, from its first start
 */
public record Position(String installation, long entry, String hash) {}
