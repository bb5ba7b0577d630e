package dev.latchkey.admin.store;

/**
 * How many keys there are that are neither revoked nor expired.
 *
 * @param ofOwner of one user
 * @param ofAccount of their whole account
 */
public record KeyCount(long ofOwner, long ofAccount) {}
