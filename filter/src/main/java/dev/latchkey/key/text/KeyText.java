package dev.latchkey.key.text;

import dev.latchkey.key.KeyId;

/**
 * A well-formed key text as presented, of whichever kind is printed here. Holds the secret for as
 * long as a request asks about it.
 */
public abstract sealed class KeyText implements Reading, Tagged permits OpaqueKey, PairKey {
  private final String text;
  private final int body;
  private final int tag;

  /**
   * Takes a text that was found well-formed.
   *
   * @param body where the id starts, after the environment
   * @param tag where the flood tag starts
   */
  KeyText(String text, int body, int tag) {
    this.text = text;
    this.body = body;
    this.tag = tag;
  }

  public final KeyId id() {
    return new KeyId(text.substring(body, body + KeyId.LENGTH));
  }

  public final String environment() {
    return text.substring(text.lastIndexOf('_', body - 2) + 1, body - 1);
  }

  @Override
  public final boolean isTaggedBy(TagKey key) {
    return text.startsWith(key.tag(text.substring(0, tag)), tag);
  }

  final String text() {
    return text;
  }

  /** The id and the secret. */
  final String proven() {
    return text.substring(body, tag);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[hidden]";
  }
}
