package dev.latchkey.admin.store;

import dev.latchkey.key.Account;
import java.time.Instant;

/** An account as it is kept. */
public record AccountRecord(Account account, Instant createdAt) {}
