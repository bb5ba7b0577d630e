package dev.latchkey.admin.store;

import dev.latchkey.journal.LeaseTerms;
import java.time.Duration;

/** How long after a change the last node has felt it, whatever breaks: a lease and a grace. */
public record Promise(Duration lease, Duration grace) {
  public static Promise of(LeaseTerms terms) {
    return new Promise(terms.lease(), terms.grace());
  }

  @Override
  public String toString() {
    return "a lease of " + lease + " and a grace of " + grace;
  }
}
