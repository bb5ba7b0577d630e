package dev.latchkey.key.text;

import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PrivateHalf;

/**
 * The private half of a key pair on one line, as presented. Holds it for as long as a request asks
 * about it.
 */
public final class PairKey implements KeyText {
  private final String text;
  private final int body;

  PairKey(String text, int body) {
    this.text = text;
    this.body = body;
  }

  @Override
  public KeyId id() {
    return new KeyId(text.substring(body, body + KeyId.LENGTH));
  }

  @Override
  public String environment() {
    return text.substring(text.lastIndexOf('_', body - 2) + 1, body - 1);
  }

  /** The private half itself: for proving that it belongs to a public one. */
  public PrivateHalf half() {
    return PrivateHalf.read(text.substring(body + KeyId.LENGTH, body + KeyFormat.PAIR_BODY));
  }

  /** SHA-256 over the whole text: by which a proof is remembered, in memory alone. */
  public Digest digest() {
    return Digest.ofText(text);
  }

  @Override
  public boolean isTaggedBy(TagKey key) {
    int tag = body + KeyFormat.PAIR_BODY;
    return text.startsWith(key.tag(text.substring(0, tag)), tag);
  }

  @Override
  public String toString() {
    return "PairKey[hidden]";
  }
}
