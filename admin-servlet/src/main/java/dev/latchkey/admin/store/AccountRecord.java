package dev.latchkey.admin.store;

import dev.latchkey.key.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * An account as it is kept.
 *
 * @param plan the name of its plan; empty where nothing bounds what it may do
 */
public record AccountRecord(Account account, Optional<String> plan, Instant createdAt) {}
