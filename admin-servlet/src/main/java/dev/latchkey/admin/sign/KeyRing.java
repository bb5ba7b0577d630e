package dev.latchkey.admin.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.SigningKey;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The signing keys of an installation: makes, rotates and withdraws them. The newest one whose time
 * has come signs. Safe for use by many threads.
 */
public final class KeyRing {
  /** Without it, private halves could only be kept as they are, and that is never done. */
  static final String NEEDS_SEALS =
      "signing keys are kept sealed alone: set latchkey.admin.seal-keys, see docs/kinds.md";

  private final Optional<Seals> seals;
  private final Algorithm algorithm;
  private volatile Optional<Signer> opened = Optional.empty();

  /**
   * A ring whose keys are sealed.
   *
   * @param seals empty where no signing key can be kept
   * @param algorithm of those that it makes
   */
  public KeyRing(Optional<Seals> seals, Algorithm algorithm) {
    this.seals = seals;
    this.algorithm = algorithm;
  }

  /**
   * The key that signs now; empty where the next token makes one. One on its way out signs only
   * until its successor does: if that is withdrawn, others could soon not verify what it signs.
   */
  static Optional<SigningKey> signing(List<SigningKey> keys, Instant now) {
    List<SigningKey> published = keys.stream().filter(key -> key.isPublishedAt(now)).toList();
    Optional<SigningKey> waiting =
        published.stream().filter(key -> now.isBefore(key.signsFrom())).findFirst();
    return published.stream()
        .filter(key -> !now.isBefore(key.signsFrom()))
        .filter(key -> key.publishedUntil().isEmpty() || waiting.isPresent())
        .reduce((older, newer) -> newer)
        .or(() -> waiting);
  }

  /**
   * Adds a key. It is published at once, and signs once others had time to fetch it; the first one
   * signs at once. Until then the one before signs, and stays published.
   *
   * @param lead how long others may keep the set of before
   * @param overlap how long those of before stay published after their last token; empty for no end
   * @throws Problem 400 where nothing could seal it
   */
  public SigningKey rotate(Facts facts, Duration lead, Optional<Duration> overlap) {
    List<SigningKey> others = facts.signingKeys();
    boolean isFirst = signing(others, facts.now()).isEmpty();
    Instant signsFrom = isFirst ? facts.now() : facts.now().plus(lead);
    SigningKey made = make(facts, signsFrom);
    overlap.map(signsFrom::plus).ifPresent(end -> endBy(facts, others, end));
    ObjectNode detail = told(made).put("signs_from", signsFrom.toString());
    overlap.ifPresent(
        beyond -> detail.put("others_published_until", signsFrom.plus(beyond).toString()));
    note(facts, "signing-key.rotate", detail);
    return made;
  }

  /**
   * Takes a key out of the published set, at once: it signs nothing any more, and whoever fetches
   * the set refuses what it has signed. Where it has not signed yet, and nothing else takes its
   * place, the one before goes on as if there had been no rotation.
   *
   * @throws Problem 404 where there is none of this name
   */
  public SigningKey withdraw(Facts facts, String kid) {
    SigningKey found =
        facts.signingKeys().stream()
            .filter(key -> key.kid().equals(kid))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("there is no such signing key"));
    if (!found.isPublishedAt(facts.now())) {
      return found;
    }
    SigningKey withdrawn = found.publishedBy(facts.now());
    facts.put(withdrawn);
    ObjectNode detail = Json.object().put("kid", kid);
    if (facts.now().isBefore(found.signsFrom())) {
      goOn(facts).ifPresent(key -> detail.put("goes_on", key.kid()));
    }
    note(facts, "signing-key.withdraw", detail);
    opened = opened.filter(signer -> !signer.kid().equals(kid));
    return withdrawn;
  }

  /** The key before, without the end that its successor gave it. */
  private static Optional<SigningKey> goOn(Facts facts) {
    List<SigningKey> published =
        facts.signingKeys().stream().filter(key -> key.isPublishedAt(facts.now())).toList();
    boolean succeeded = published.stream().anyMatch(key -> key.publishedUntil().isEmpty());
    Optional<SigningKey> before =
        published.stream()
            .filter(key -> !succeeded)
            .reduce((older, newer) -> newer)
            .map(SigningKey::publishedForGood);
    before.ifPresent(facts::put);
    return before;
  }

  /** The key that signs now, open; made where there is none. */
  Signer signer(Facts facts) {
    SigningKey key = signing(facts.signingKeys(), facts.now()).orElseGet(() -> makeFirst(facts));
    Signer signer = opened.filter(open -> open.kid().equals(key.kid())).orElseGet(() -> open(key));
    opened = Optional.of(signer);
    return signer;
  }

  private Signer open(SigningKey key) {
    Algorithm its = Algorithm.of(key.algorithm());
    return new Signer(key.kid(), its, its.read(PrivateHalf.open(seals(), key)));
  }

  private SigningKey makeFirst(Facts facts) {
    SigningKey made = make(facts, facts.now());
    note(facts, "signing-key.create", told(made));
    return made;
  }

  private SigningKey make(Facts facts, Instant signsFrom) {
    Seals sealing = seals();
    KeyPair pair = algorithm.draw();
    JWK published = algorithm.publish(pair.getPublic());
    SigningKey key =
        new SigningKey(
            published.getKeyID(),
            algorithm.word(),
            published.toJSONString(),
            PrivateHalf.seal(sealing, published.getKeyID(), pair.getPrivate().getEncoded()),
            facts.now(),
            signsFrom,
            Optional.empty());
    facts.put(key);
    return key;
  }

  private Seals seals() {
    return seals.orElseThrow(() -> Problem.of(Kind.INVALID_REQUEST, NEEDS_SEALS));
  }

  private static void endBy(Facts facts, List<SigningKey> keys, Instant end) {
    keys.stream()
        .filter(key -> key.isPublishedAt(end))
        .forEach(key -> facts.put(key.publishedBy(end)));
  }

  private static ObjectNode told(SigningKey key) {
    return Json.object().put("kid", key.kid()).put("algorithm", key.algorithm());
  }

  private static void note(Facts facts, String action, ObjectNode detail) {
    Installation here = facts.installation().orElseThrow();
    facts.note(Deed.to(here, action, Json.print(detail)));
  }
}
