package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import java.time.Instant;

/**
 * This installation: made at its first start, never changed.
 *
 * @param id names its history; a node that meets another one has the wrong database
 * @param account whose members are the operators
 */
public record Installation(String id, AccountId account, Instant createdAt) {}
