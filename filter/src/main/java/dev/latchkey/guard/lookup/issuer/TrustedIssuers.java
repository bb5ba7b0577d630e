package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.ProvenTokens;
import dev.latchkey.guard.lookup.jwt.Jwt;
import dev.latchkey.guard.lookup.jwt.JwtKind;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.journal.TirelessThread;
import dev.latchkey.key.Digest;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Knows the tokens of trusted issuers. Each is proven once; after that its digest is enough, as
 * long as it has not ended and its issuer still publishes the key that signed it. Who it is for is
 * asked of our own store, so that a user can be cut off here at once.
 */
public final class TrustedIssuers implements JwtKind, AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private final Map<String, TrustedIssuer> byUrl;
  private final KnownKeys keys;
  private final KeyEndings endings;
  private final TimeSource time;
  private final Bulkhead proofs;
  private final ProvenTokens<Visit> proven;
  private final Semaphore bell = new Semaphore(0);
  private final TirelessThread thread =
      new TirelessThread("latchkey-issuers", this::round, () -> {});

  /**
   * Knows no key of theirs yet.
   *
   * @param proofs bounds how many signatures are checked at once
   * @param most proven tokens that are kept in memory
   */
  public TrustedIssuers(
      List<Issuer> issuers,
      KnownKeys keys,
      KeyEndings endings,
      Bulkhead proofs,
      TimeSource time,
      long most) {
    this(issuers, keys, endings, proofs, time, most, Web::usual);
  }

  TrustedIssuers(
      List<Issuer> issuers,
      KnownKeys keys,
      KeyEndings endings,
      Bulkhead proofs,
      TimeSource time,
      long most,
      Supplier<Web> webs) {
    this.byUrl =
        issuers.stream()
            .map(issuer -> trusted(issuer, webs.get(), time))
            .collect(Collectors.toMap(t -> t.settings().source().issuer(), Function.identity()));
    this.keys = keys;
    this.endings = endings;
    this.proofs = proofs;
    this.time = time;
    this.proven = new ProvenTokens<>(most);
  }

  private TrustedIssuer trusted(Issuer issuer, Web web, TimeSource clock) {
    return new TrustedIssuer(issuer, new IssuerKeys(issuer, web, clock, bell::release));
  }

  /** Begins to fetch their keys; nobody waits for it. */
  public void start() {
    if (!byUrl.isEmpty()) {
      thread.start();
    }
  }

  @Override
  public void close() {
    if (!byUrl.isEmpty()) {
      thread.close(LONGEST_END);
    }
  }

  /** What is wrong with fetching keys, though those that are there go on. Fit for anybody. */
  public Optional<String> concern() {
    return byUrl.values().stream().flatMap(issuer -> issuer.keys().concern().stream()).findFirst();
  }

  @Override
  public Optional<Answer> seen(Digest token) {
    Optional<Visit> visit = proven.of(token);
    if (visit.isEmpty()) {
      return Optional.empty();
    }
    if (!visit.get().holdsAt(now())) {
      proven.forget(token);
      return Optional.empty();
    }
    return Optional.of(answer(visit.get()));
  }

  @Override
  public Answer lookup(Jwt jwt, Digest token, Message message) {
    Optional<TrustedIssuer> issuer = issuer(jwt);
    return issuer.isPresent() ? lookup(issuer.get(), jwt, token) : Answer.NOT_MINE;
  }

  private Optional<TrustedIssuer> issuer(Jwt jwt) {
    try {
      return jwt.claims().text("iss").map(byUrl::get);
    } catch (IllegalArgumentException noText) {
      return Optional.empty();
    }
  }

  private Answer lookup(TrustedIssuer issuer, Jwt jwt, Digest token) {
    return issuer.prove(
        jwt,
        token,
        now(),
        proofs,
        visit -> {
          proven.put(token, visit);
          return answer(visit);
        });
  }

  private Answer answer(Visit visit) {
    try {
      return visit.answer(keys.host(visit.visitor()), endings.of(() -> present(visit)));
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** For those who wait for the end of a visit. */
  private Optional<Known> present(Visit visit) {
    Answer answer = visit.holdsAt(now()) ? answer(visit) : Answer.NOT_MINE;
    if (answer instanceof Answer.Unavailable unavailable) {
      throw new StoreException(unavailable.why());
    }
    return answer instanceof Answer.Found found ? Optional.of(found.known()) : Optional.empty();
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  /** Fetches what is due; for the one thread, and for tests that have none. */
  void refresh() throws InterruptedException {
    for (TrustedIssuer issuer : byUrl.values()) {
      issuer.keys().refreshIfDue();
    }
  }

  private void round() throws InterruptedException {
    refresh();
    if (bell.tryAcquire(1, TimeUnit.SECONDS)) {
      bell.drainPermits();
    }
  }
}
