package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import java.time.Instant;

/**
 * That whoever has a role in one account has it in another too.
 *
 * @param since when that was said
 */
public record Management(AccountId manager, Instant since) {}
