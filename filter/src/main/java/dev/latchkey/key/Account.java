package dev.latchkey.key;

/**
 * A tenant. Everything a key reaches belongs to the key's account.
 *
 * @param apiAccess whether keys of this account work at all; without it they answer 403
 */
public record Account(AccountId id, String name, boolean apiAccess) {}
