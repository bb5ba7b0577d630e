package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.PublicHalf.Curve;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a key's holder says to have signed, and all of it is as it should be, but for the signature:
 * that is still to be checked.
 *
 * @param by whether it is by the other half of this one
 */
record Signed(KeyId key, Predicate<PublicHalf> by, Nonce nonce) {

  /**
   * Takes what was read.
   *
   * @param curve the one that it names; empty where any will do
   */
  static Signed of(
      KeyId key, Optional<Curve> curve, byte[] message, byte[] signature, Nonce nonce) {
    return new Signed(
        key,
        half -> curve.map(half.curve()::equals).orElse(true) && half.verifies(message, signature),
        nonce);
  }
}
