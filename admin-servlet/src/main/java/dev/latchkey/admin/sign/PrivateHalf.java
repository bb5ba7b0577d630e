package dev.latchkey.admin.sign;

import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.SigningKey;

/** The private half of a signing key, which opens only as the one of its own {@code kid}. */
final class PrivateHalf {
  private PrivateHalf() {}

  static String seal(Seals seals, String kid, byte[] pkcs8) {
    return seals.seal(pkcs8, bound(kid));
  }

  static byte[] open(Seals seals, SigningKey key) {
    return seals.open(key.sealed(), bound(key.kid()));
  }

  private static String bound(String kid) {
    return "latchkey signing key " + kid;
  }
}
