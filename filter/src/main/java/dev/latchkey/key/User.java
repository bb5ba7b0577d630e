package dev.latchkey.key;

/**
 * Somebody who owns keys. A key never does more than its owner may do now.
 *
 * @param scopes what the user may do at this moment
 */
public record User(UserId id, AccountId account, String name, Scopes scopes, boolean enabled) {}
