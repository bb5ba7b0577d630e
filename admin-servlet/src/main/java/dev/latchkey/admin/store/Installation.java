package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * This installation, made at its first start.
 *
 * @param id names its history; a node that meets another one has the wrong database
 * @param account whose members are the operators
 * @param promise what all its nodes promise; empty until an admin servlet has stated it
 */
public record Installation(
    String id, AccountId account, Instant createdAt, Optional<Promise> promise) {}
