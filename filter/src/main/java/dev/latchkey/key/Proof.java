package dev.latchkey.key;

/** What is kept of a secret, so that whoever presents it can be known. Immutable. */
public sealed interface Proof {
  KeyKind kind();

  /**
   * Whether the dates of its key are printed in it for others to read, so that they can come closer
   * together but not move apart.
   */
  default boolean hasDates() {
    return false;
  }

  /** Of an opaque key: SHA-256 over its id and its secret. */
  record OfSecret(Digest digest) implements Proof {
    @Override
    public KeyKind kind() {
      return KeyKind.OPAQUE;
    }
  }

  /** Of a token that we signed: SHA-256 over all of its text. */
  record OfToken(Digest digest) implements Proof {
    @Override
    public KeyKind kind() {
      return KeyKind.SIGNED;
    }

    @Override
    public boolean hasDates() {
      return true;
    }
  }

  /** Of a key pair: its public half. */
  record OfKeyPair(PublicHalf half) implements Proof {
    @Override
    public KeyKind kind() {
      return KeyKind.KEYPAIR;
    }
  }

  /**
   * Of a text that another system issued.
   *
   * @param digest what {@link LegacyForm#kept} makes of the other system's hash
   * @param recipe what was hashed, in which order
   * @param selector by which it is found: 16 hexadecimal digits, see {@link LegacyForm#print}
   */
  record OfLegacy(Digest digest, Recipe recipe, String selector) implements Proof {
    @Override
    public KeyKind kind() {
      return KeyKind.LEGACY;
    }
  }
}
