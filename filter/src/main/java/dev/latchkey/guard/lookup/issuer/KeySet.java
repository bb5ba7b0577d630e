package dev.latchkey.guard.lookup.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that an issuer publishes (RFC 7517), those alone that could sign a token here. A set
 * that gives a secret away, or means two keys by one name, is worth nothing at all. Immutable.
 */
final class KeySet {
  private static final int LEAST_RSA_BITS = 2048;

  /** More would cost more than any signature is worth. */
  private static final int MOST_RSA_BITS = 8192;

  /** Members that only private and symmetric keys have. */
  private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /** What comes before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final String ED25519_HEADER = "302a300506032b6570032100";

  private final Map<String, IssuerKey> keys;

  private KeySet(Map<String, IssuerKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a JWK set.
   *
   * @param pinned the algorithms that its keys must be good for
   * @throws IllegalArgumentException when there is no key in it that counts, or one that must not
   *     be there; the message holds nothing of the text
   */
  static KeySet parse(String json, Set<Algorithm> pinned) {
    Map<String, IssuerKey> keys = new HashMap<>();
    for (Object element : elements(json)) {
      if (!(element instanceof Map<?, ?> key)) {
        throw new IllegalArgumentException("its key set holds something that is no key");
      }
      usable(key)
          .filter(found -> pinned.stream().anyMatch(found::takes))
          .ifPresent(
              found -> {
                if (keys.put(found.kid(), found) != null) {
                  throw new IllegalArgumentException("its key set has two keys of one name");
                }
              });
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("its key set has no key that could sign a token here");
    }
    return new KeySet(keys);
  }

  Optional<IssuerKey> key(String kid) {
    return Optional.ofNullable(keys.get(kid));
  }

  /** Whether this very key is still published, under the same name. */
  boolean holds(IssuerKey key) {
    return key.equals(keys.get(key.kid()));
  }

  /** The same set, with the old objects where nothing has changed: those compare at once. */
  KeySet keeping(KeySet before) {
    Map<String, IssuerKey> kept = new HashMap<>(keys);
    before.keys.forEach((kid, key) -> kept.replace(kid, key, key));
    return new KeySet(kept);
  }

  int size() {
    return keys.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySet set && set.keys.equals(keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }

  private static List<?> elements(String json) {
    try {
      return JSONObjectUtils.parse(json).get("keys") instanceof List<?> list ? list : List.of();
    } catch (ParseException e) {
      throw new IllegalArgumentException("its key set is no JSON object", e);
    }
  }

  /** Empty for a key of a kind, a strength or a purpose that is not for here. */
  private static Optional<IssuerKey> usable(Map<?, ?> members) {
    if (SECRET.stream().anyMatch(members::containsKey)) {
      throw new IllegalArgumentException("its key set holds a private or a symmetric key");
    }
    try {
      return usable(jwk(members));
    } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // names of members are texts
  private static JWK jwk(Map<?, ?> members) throws ParseException {
    return JWK.parse((Map<String, Object>) members);
  }

  private static Optional<IssuerKey> usable(JWK jwk)
      throws JOSEException, GeneralSecurityException {
    boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
    boolean verifies =
        jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
    if (jwk.getKeyID() == null || !signs || !verifies) {
      return Optional.empty();
    }
    if (jwk instanceof RSAKey rsa) {
      RSAPublicKey key = rsa.toRSAPublicKey();
      return isStrong(key) ? Optional.of(key(jwk, "RSA", key)) : Optional.empty();
    }
    if (jwk instanceof ECKey curve) {
      return Optional.of(key(jwk, curve.getCurve().getName(), curve.toECPublicKey()));
    }
    return jwk instanceof OctetKeyPair pair && pair.getCurve().getName().equals("Ed25519")
        ? Optional.of(key(jwk, "Ed25519", ed25519(pair.getDecodedX())))
        : Optional.empty();
  }

  /** By the number itself: as it is published there may be zeros before it. */
  private static boolean isStrong(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
  }

  private static IssuerKey key(JWK jwk, String form, PublicKey key) {
    Optional<String> algorithm = Optional.ofNullable(jwk.getAlgorithm()).map(alg -> alg.getName());
    return new IssuerKey(jwk.getKeyID(), form, algorithm, key);
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    byte[] encoded = HexFormat.of().parseHex(ED25519_HEADER + HexFormat.of().formatHex(point));
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
