package dev.latchkey.admin.store;

import dev.latchkey.key.User;
import java.time.Instant;

/** A user as it is kept. */
public record UserRecord(User user, Instant createdAt) {}
