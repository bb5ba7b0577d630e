package dev.latchkey.admin.sign;

import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.SigningKey;
import java.util.List;

/** Seals signing keys under the newest key from outside, so that older ones can go. */
public final class Resealing {
  private Resealing() {}

  /**
   * Seals anew what an older key sealed. The entry that says so is for whoever calls.
   *
   * @return how many there were
   * @throws IllegalStateException naming the key from outside that is missing for one of them
   */
  public static int run(Facts facts, Seals seals) {
    List<SigningKey> older =
        facts.signingKeys().stream().filter(key -> !seals.isNewest(key.sealed())).toList();
    for (SigningKey key : older) {
      String sealed = PrivateHalf.seal(seals, key.kid(), PrivateHalf.open(seals, key));
      facts.put(key.sealedAs(sealed));
    }
    return older.size();
  }
}
