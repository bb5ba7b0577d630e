package dev.latchkey.store;

import java.util.Arrays;

/** What the keys of other systems are found by: eight bytes a key. Immutable. */
public final class LegacyIndex {
  private final String installation;
  private final long[] selectors;

  /**
   * Takes the selectors, in any order.
   *
   * @param installation the id to which they are bound
   */
  public LegacyIndex(String installation, long[] selectors) {
    this.installation = installation;
    this.selectors = selectors.clone();
    Arrays.sort(this.selectors);
  }

  public String installation() {
    return installation;
  }

  public boolean isEmpty() {
    return selectors.length == 0;
  }

  public boolean holds(long selector) {
    return Arrays.binarySearch(selectors, selector) >= 0;
  }
}
