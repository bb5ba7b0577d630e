package dev.latchkey.admin.store;

import java.time.Instant;
import java.util.List;

/**
 * What people say about a key; the guard needs none of it.
 *
 * @param environment the second word of its printed form
 * @param metadata a JSON object, kept as it came
 * @param createdBy {@code key_…}, or {@link KeyRecord#FIRST_START}
 */
public record About(
    String name,
    String description,
    String environment,
    List<String> labels,
    String metadata,
    Instant createdAt,
    String createdBy) {
  public About {
    labels = List.copyOf(labels);
  }
}
