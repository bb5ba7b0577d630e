package dev.latchkey.guard.usage;

import dev.latchkey.guard.check.Finding;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.UseRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was seen of one secret. Not for use by two threads at once. */
final class SecretUse {
  static final int MOST_ADDRESSES = 8;

  /** Within this long, the same address is the same use. */
  private static final long PRECISION_MILLIS = 1000;

  private static final int LONGEST_ADDRESS = 64;
  private static final String ODD_ADDRESS = "unknown";

  private final KeyId key;
  private final int ordinal;
  private final ScopeCounts scopes = new ScopeCounts();
  private final List<String> addresses = new ArrayList<>(1);
  private long firstAt;
  private long lastAt = Long.MIN_VALUE;
  private String lastFrom = "";
  private String address = "";
  private String agent = "";
  private long allowed;
  private Map<Finding, Long> refused = Map.of();

  SecretUse(KeyId key, int ordinal, long firstAt) {
    this.key = key;
    this.ordinal = ordinal;
    this.firstAt = firstAt;
  }

  KeyId key() {
    return key;
  }

  int ordinal() {
    return ordinal;
  }

  /** The hour that it counts for. */
  Instant hour() {
    return Instant.ofEpochMilli(firstAt).truncatedTo(ChronoUnit.HOURS);
  }

  long requests() {
    return allowed + refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts a request. Only what differs from the request before costs more than that. */
  void count(Use use) {
    if (use.passed()) {
      allowed++;
      scopes.count(use.key().scopes(), use.needed());
    } else {
      refuse(use.finding(), 1);
    }
    if (use.millis() - lastAt >= PRECISION_MILLIS || lastAt == Long.MIN_VALUE || isMoved(use)) {
      remember(use);
    }
  }

  /** Adds what was seen of the same secret later. */
  void add(SecretUse later) {
    allowed += later.allowed;
    later.refused.forEach(this::refuse);
    scopes.add(later.scopes);
    later.addresses.forEach(this::add);
    firstAt = Math.min(firstAt, later.firstAt);
    if (later.lastAt >= lastAt) {
      lastAt = later.lastAt;
      address = later.address;
      agent = later.agent;
    }
  }

  UseRecord record() {
    return new UseRecord(
        Optional.of(key),
        ordinal,
        Instant.ofEpochMilli(firstAt).truncatedTo(ChronoUnit.MINUTES),
        Instant.ofEpochMilli(lastAt).truncatedTo(ChronoUnit.SECONDS),
        outcomes(),
        scopes.sum(),
        addresses,
        address,
        agent);
  }

  private boolean isMoved(Use use) {
    return !use.address().equals(lastFrom);
  }

  private void remember(Use use) {
    lastAt = Math.max(lastAt, use.millis());
    lastFrom = use.address();
    address = isPlain(lastFrom) ? lastFrom : ODD_ADDRESS;
    agent = Agent.of(use.message().headers("User-Agent"));
    add(address);
  }

  private void add(String more) {
    if (addresses.size() < MOST_ADDRESSES && !addresses.contains(more)) {
      addresses.add(more);
    }
  }

  private void refuse(Finding finding, long times) {
    if (refused.isEmpty()) {
      refused = new EnumMap<>(Finding.class);
    }
    refused.merge(finding, times, Long::sum);
  }

  private Map<String, Long> outcomes() {
    Map<String, Long> outcomes = new HashMap<>();
    if (allowed > 0) {
      outcomes.put("allowed", allowed);
    }
    refused.forEach((finding, times) -> outcomes.put(word(finding), times));
    return outcomes;
  }

  private static String word(Finding finding) {
    return finding.name().toLowerCase(Locale.ROOT);
  }

  /** A container, or a proxy that is believed, may say anything. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ADDRESS
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
