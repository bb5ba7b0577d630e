package dev.latchkey.key;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a secret is to whoever holds it. Only look-ups and those who make secrets ask. */
public enum KeyKind {
  /** A text that says nothing: id, secret, tag and checksum. */
  OPAQUE,
  /** A JWT that we signed. */
  SIGNED,
  /** The private half of a key pair, of which we keep the public one. */
  KEYPAIR,
  /** A text that another system issued, of which we were given a hash. */
  LEGACY;

  /** The word that the API and the stores use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that a word means; empty when it means none. */
  public static Optional<KeyKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
