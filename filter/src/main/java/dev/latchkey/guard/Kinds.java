package dev.latchkey.guard;

import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Lookups;
import dev.latchkey.guard.lookup.issuer.TrustedIssuers;
import dev.latchkey.guard.lookup.jwt.JwtKind;
import dev.latchkey.guard.lookup.jwt.JwtLookup;
import dev.latchkey.guard.lookup.keypair.PairAssertions;
import dev.latchkey.guard.lookup.keypair.PairHolders;
import dev.latchkey.guard.lookup.keypair.PairLookup;
import dev.latchkey.guard.lookup.keypair.PairSignatures;
import dev.latchkey.guard.lookup.legacy.LegacyKeys;
import dev.latchkey.guard.lookup.opaque.OpaqueLookup;
import dev.latchkey.guard.lookup.signed.SignedLookup;
import dev.latchkey.key.TimeSource;
import java.util.List;
import java.util.Optional;

/** Every kind of credential that a guard knows, a line each. */
final class Kinds implements AutoCloseable {
  private final TrustedIssuers issuers;
  private final CredentialLookup lookups;

  Kinds(
      GuardSettings settings,
      KnownKeys keys,
      KnownTagKeys tagKeys,
      LegacyKeys legacy,
      KeyEndings endings,
      TimeSource time) {
    Bulkhead proofs = new Bulkhead();
    PairHolders holders = new PairHolders(keys, proofs, time);
    this.issuers =
        new TrustedIssuers(
            settings.issuers(), keys, endings, proofs, time, settings.keysInMemory());
    List<JwtKind> tokens =
        List.of(
            new SignedLookup(settings.issuer(), keys, tagKeys, settings.keysInMemory()),
            new PairAssertions(settings.audiences(), holders, time),
            issuers);
    this.lookups =
        new Lookups(
            List.of(
                new OpaqueLookup(settings.format(), keys, tagKeys),
                new PairLookup(settings.format(), keys, tagKeys, holders, settings.keysInMemory()),
                new PairSignatures(holders, time),
                new JwtLookup(tokens),
                legacy.lookup()));
  }

  CredentialLookup lookups() {
    return lookups;
  }

  /** Starts what a kind does by itself. */
  void start() {
    issuers.start();
  }

  /** What is wrong with a kind though it works; empty when nothing is. */
  Optional<String> concern() {
    return issuers.concern();
  }

  @Override
  public void close() {
    issuers.close();
  }
}
