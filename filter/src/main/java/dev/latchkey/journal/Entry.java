package dev.latchkey.journal;

import java.time.Instant;

/**
 * One management change: a line of the audit trail, and what nodes learn of it.
 *
 * @param number gapless, in commit order, from 1
 * @param at when, to the millisecond
 * @param actor who: {@code key_…}, the name of a sign-in, or {@code latchkey} itself
 * @param action what, like {@code key.revoked}; a newer version may write words unknown here
 * @param account the tenant whose change it is
 * @param target what it touches, see {@link Target}
 * @param detail a JSON object with the facts; never a secret
 * @param hash of this entry and of all before it, see {@link Chain}
 */
public record Entry(
    long number,
    Instant at,
    String actor,
    String action,
    String account,
    Target target,
    String detail,
    String hash) {}
