package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.jwt.JwtLookup;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.Entries;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.store.InMemoryKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node that trusts issuers, its store, and its time; fetches happen when a test says so. */
final class Trust implements AutoCloseable {
  static final AccountId ACME = new AccountId("acme");
  static final Terms TERMS =
      new Terms(
          Set.of("https://api.example.com"),
          Set.of(Algorithm.RS256, Algorithm.ES256),
          Set.of(Terms.ACCESS_TOKEN),
          Duration.ofSeconds(30),
          Duration.ofDays(1));
  static final Mapping MAPPING = mapping(false, false);

  final ManualTime time = new ManualTime();
  final InMemoryKeys store = new InMemoryKeys();
  final KeyEndings endings = new KeyEndings();
  final KnownKeys keys = new KnownKeys(store, endings, 100);
  final TrustedIssuers issuers;
  private final JwtLookup lookup;

  Trust(Issuer... issuers) {
    this.issuers =
        new TrustedIssuers(
            List.of(issuers), keys, endings, new Bulkhead(), time, 1000, Trust::impatient);
    this.lookup = new JwtLookup(List.of(this.issuers));
    learn(store.put(new Account(ACME, "Acme", true)), "account:acme");
    user("ada", ACME, "zones:* mail:read", true);
  }

  private static Web impatient() {
    return new Web(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  static Issuer issuer(Provider provider) {
    return issuer(provider, TERMS, MAPPING);
  }

  static Issuer issuer(Provider provider, Terms terms, Mapping mapping) {
    return new Issuer("corp", source(provider, Optional.empty()), terms, mapping);
  }

  static Source source(Provider provider, Optional<URI> keys) {
    return new Source(provider.url(), keys, Duration.ofMinutes(5), false);
  }

  static Mapping mapping(boolean asTheyAre, boolean acceptUnknown) {
    Grants grants =
        new Grants(
            List.of(Place.parse("claim:scope"), Place.parse("claim:realm_access roles")),
            Map.of("dns.read", Scopes.parse("zones:read"), "mail", Scopes.parse("mail:*")),
            asTheyAre);
    Place subject = Place.parse("claim:sub");
    return new Mapping(claims -> Optional.of(ACME), subject, grants, acceptUnknown);
  }

  void user(String id, AccountId account, String scopes, boolean enabled) {
    User user = new User(new UserId(id), account, id, Scopes.parse(scopes), enabled);
    learn(store.put(user), "user:" + id);
  }

  void learn(long number, String target) {
    keys.learn(List.of(Entries.entry(number, target)));
  }

  Token token(Provider provider) {
    return new Token(provider.url(), time.now());
  }

  void refresh() {
    try {
      issuers.refresh();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer ask(String token) {
    return lookup.lookup(new Bearer(token), SampleMessage.PLAIN);
  }

  /** {@code found}, {@code unavailable}, or why it was rejected. */
  String outcome(String token) {
    Answer answer = ask(token);
    if (answer instanceof Rejected rejected) {
      return rejected.why();
    }
    return answer instanceof Unavailable ? "unavailable" : answer instanceof Found ? "found" : "";
  }

  @Override
  public void close() {
    issuers.close();
    endings.close();
  }
}
