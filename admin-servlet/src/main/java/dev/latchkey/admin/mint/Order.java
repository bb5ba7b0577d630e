package dev.latchkey.admin.mint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.PublicHalf.Curve;
import java.util.Optional;

/**
 * What kind of secret somebody wants.
 *
 * @param curve of a key pair that is made here
 * @param enrolled the public half of a key pair that was made elsewhere
 */
public record Order(KeyKind kind, Curve curve, Optional<PublicHalf> enrolled) {
  private static final String PEM = "-----(BEGIN|END) PUBLIC KEY-----|\\s";

  /**
   * Reads {@code kind}, {@code algorithm} and {@code public_key} of a body.
   *
   * @param usual the kind of a body that does not say
   */
  public static Order read(Fields fields, KeyKind usual) {
    KeyKind kind = fields.as("kind", Order::kind).orElse(usual);
    Optional<PublicHalf> enrolled =
        fields
            .lines("public_key", 1, 1000)
            .flatMap(text -> fields.read("public_key", text, Order::half));
    Optional<Curve> curve = fields.as("algorithm", Order::curve);
    if (kind != KeyKind.KEYPAIR && fields.has("public_key")) {
      fields.refuse("public_key", "goes with \"kind\":\"keypair\"");
    }
    if (curve.isPresent() && (kind != KeyKind.KEYPAIR || enrolled.isPresent())) {
      fields.refuse("algorithm", "goes with a \"kind\":\"keypair\" that is made here");
    }
    return new Order(kind, curve.orElse(Curve.ED25519), enrolled);
  }

  /** Whether the holder of what is wanted can sign with it. */
  public boolean makesPair() {
    return kind == KeyKind.KEYPAIR;
  }

  /** Adds to a journal detail what kind of secret was made, or taken. */
  public void tell(ObjectNode detail) {
    detail.put("kind", kind.word());
    if (kind == KeyKind.KEYPAIR) {
      detail.put("algorithm", enrolled.map(PublicHalf::curve).orElse(curve).curveName());
      detail.put("enrolled", enrolled.isPresent());
    }
  }

  private static KeyKind kind(String word) {
    return KeyKind.of(word)
        .filter(kind -> kind != KeyKind.LEGACY)
        .orElseThrow(() -> new IllegalArgumentException("is opaque, signed or keypair"));
  }

  private static Curve curve(String word) {
    return switch (word) {
      case "Ed25519" -> Curve.ED25519;
      case "P-256" -> Curve.P256;
      default -> throw new IllegalArgumentException("is Ed25519 or P-256");
    };
  }

  private static PublicHalf half(String text) {
    try {
      return PublicHalf.parse(text.replaceAll(PEM, ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is an Ed25519 or P-256 public key, SubjectPublicKeyInfo as PEM or base64", e);
    }
  }
}
