package dev.latchkey.admin.store;

import dev.latchkey.key.KeyId;
import java.util.Optional;

/**
 * What was answered to a call that carried an Idempotency-Key.
 *
 * @param id a hash that only the same key, actor and route give
 * @param requestHash tells the same body from another
 * @param sealed the answer, readable only with the Idempotency-Key itself; gone after a while
 */
public record KeptAnswer(String id, String requestHash, KeyId key, Optional<String> sealed) {}
