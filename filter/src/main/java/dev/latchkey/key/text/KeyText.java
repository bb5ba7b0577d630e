package dev.latchkey.key.text;

import dev.latchkey.key.KeyId;

/** A well-formed key text as presented, of whichever kind is printed here. */
public sealed interface KeyText extends Reading, Tagged permits OpaqueKey, PairKey {
  KeyId id();

  String environment();
}
