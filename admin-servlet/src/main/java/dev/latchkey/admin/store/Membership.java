package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.UserId;
import java.time.Instant;

/**
 * The role that a user has in an account.
 *
 * @param role the name of it; one that is not declared any more gives nothing
 * @param since when they got it
 */
public record Membership(UserId user, AccountId account, String role, Instant since) {}
