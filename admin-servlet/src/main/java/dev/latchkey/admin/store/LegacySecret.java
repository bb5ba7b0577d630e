package dev.latchkey.admin.store;

import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import java.util.Optional;

/** A secret of another system, and whose it is. */
public record LegacySecret(String selector, Digest digest, KeyId key, Optional<UserId> owner) {}
