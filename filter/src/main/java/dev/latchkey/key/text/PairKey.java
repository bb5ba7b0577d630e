package dev.latchkey.key.text;

import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PrivateHalf;

/** The private half of a key pair on one line. */
public final class PairKey extends KeyText {
  PairKey(String text, int body) {
    super(text, body, body + KeyFormat.PAIR_BODY);
  }

  /** The private half itself: for proving that it belongs to a public one. */
  public PrivateHalf half() {
    return PrivateHalf.read(proven().substring(KeyId.LENGTH));
  }

  /** SHA-256 over the whole text: by which a proof is remembered, in memory alone. */
  public Digest digest() {
    return Digest.ofText(text());
  }
}
