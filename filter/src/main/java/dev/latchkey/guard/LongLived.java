package dev.latchkey.guard;

/**
 * What becomes of that which outlives the moment of a decision.
 *
 * @param endExchanges whether asynchronous and streaming exchanges end with the key that opened
 *     them
 * @param endSessions whether sessions belong to the key that opened them, and end with it
 */
record LongLived(boolean endExchanges, boolean endSessions) {}
