package dev.latchkey.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * One bound on how often a key works. Whatever has the same meter shares it; other rates are
 * another meter, so a bound that is changed begins full.
 *
 * @param name what clients know it by: {@code key}, {@code plan} or {@code account}
 * @param meter what its requests are counted under, on all nodes
 */
public record Limit(String name, String meter, Rates rates) {
  /**
   * All that bounds a key.
   *
   * @param own of the key itself
   * @param plan what the plan of its account allows each key
   * @param shared what that plan allows all keys of the account together
   */
  public static List<Limit> of(KeyId key, AccountId account, Rates own, Rates plan, Rates shared) {
    return Stream.of(
            limit("key", key.value(), own),
            limit("plan", key.value(), plan),
            limit("account", account.value(), shared))
        .filter(limit -> !limit.rates().areNone())
        .toList();
  }

  /** The share of one of so many nodes, counted apart. */
  public Limit share(int nodes) {
    return new Limit(name, meter + " by " + nodes, rates.share(nodes));
  }

  private static Limit limit(String name, String id, Rates rates) {
    return new Limit(name, name + ' ' + id + ' ' + rates, rates);
  }
}
