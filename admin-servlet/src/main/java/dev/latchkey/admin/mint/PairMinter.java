package dev.latchkey.admin.mint;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.PrivateHalf;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.TagKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Makes key pairs, or takes the public half of one that was made elsewhere. Only the public half is
 * kept; a private half that was made here is shown once, on one line and as PEM.
 */
public final class PairMinter implements Minter {
  private final KeyFormat format;
  private final SecureRandom random;

  public PairMinter(KeyFormat format, SecureRandom random) {
    this.format = format;
    this.random = random;
  }

  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    return order
        .enrolled()
        .map(half -> enrolled(half, ordinal, facts))
        .orElseGet(() -> made(order.curve(), key, environment, ordinal, facts));
  }

  /** Of no tag, since it was printed nowhere: its holder signs. */
  private static Minted enrolled(PublicHalf half, int ordinal, Facts facts) {
    if (facts.has(half)) {
      throw Problem.conflict("a key has this public_key already, or had it; make a new pair");
    }
    return new Minted(
        Optional.empty(), Map.of(), stored(half, ordinal, StoredSecret.UNTAGGED, facts));
  }

  private Minted made(Curve curve, ApiKey key, String environment, int ordinal, Facts facts) {
    KeyPair pair = pair(curve);
    TagKey tagKey = facts.tagKeys().all().get(0);
    PrivateHalf half = PrivateHalf.of(pair.getPrivate());
    return new Minted(
        Optional.of(format.print(environment, key.id(), half, tagKey)),
        Map.of("private_key", pem(pair.getPrivate())),
        stored(PublicHalf.of(pair.getPublic()), ordinal, tagKey.version(), facts));
  }

  private static StoredSecret stored(PublicHalf half, int ordinal, int tagVersion, Facts facts) {
    Proof proof = new Proof.OfKeyPair(half);
    return new StoredSecret(
        new SecretRecord(ordinal, proof, facts.now(), Optional.empty()), tagVersion);
  }

  private KeyPair pair(Curve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.factory());
      if (curve == Curve.P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      } else {
        generator.initialize(255, random);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new IllegalStateException(everyJdkHasThem);
    }
  }

  /** PKCS #8 in the text of RFC 7468 section 10. */
  private static String pem(PrivateKey key) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN PRIVATE KEY-----\n"
        + lines.encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
