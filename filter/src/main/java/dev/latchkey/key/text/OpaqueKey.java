package dev.latchkey.key.text;

import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Sha256;
import java.nio.charset.StandardCharsets;

/** A well-formed key text as presented. Holds the secret for as long as a request asks about it. */
public final class OpaqueKey implements KeyText {
  private final String text;
  private final int body;

  OpaqueKey(String text, int body) {
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

  /** SHA-256 over id and secret: what stores keep as the proof of a secret. */
  public byte[] digest() {
    byte[] proven =
        text.substring(body, body + KeyFormat.BODY).getBytes(StandardCharsets.ISO_8859_1);
    return Sha256.of(proven);
  }

  /** The same as a noun, for whoever keeps it. */
  public Proof proof() {
    return new Proof.OfSecret(Digest.of(digest()));
  }

  @Override
  public boolean isTaggedBy(TagKey key) {
    int tag = body + KeyFormat.BODY;
    return text.startsWith(key.tag(text.substring(0, tag)), tag);
  }

  @Override
  public String toString() {
    return "OpaqueKey[hidden]";
  }
}
