package dev.latchkey.key.text;

import dev.latchkey.key.Digest;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Sha256;
import java.nio.charset.StandardCharsets;

/** The text of an opaque key. */
public final class OpaqueKey extends KeyText {
  OpaqueKey(String text, int body) {
    super(text, body, body + KeyFormat.BODY);
  }

  /** SHA-256 over id and secret: what stores keep as the proof of a secret. */
  public byte[] digest() {
    return Sha256.of(proven().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The same as a noun, for whoever keeps it. */
  public Proof proof() {
    return new Proof.OfSecret(Digest.of(digest()));
  }
}
