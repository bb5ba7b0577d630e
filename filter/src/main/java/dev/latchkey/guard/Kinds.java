package dev.latchkey.guard;

import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Lookups;
import dev.latchkey.guard.lookup.jwt.JwtKind;
import dev.latchkey.guard.lookup.jwt.JwtLookup;
import dev.latchkey.guard.lookup.opaque.OpaqueLookup;
import dev.latchkey.guard.lookup.signed.SignedLookup;
import java.util.List;

/** Every kind of credential that a guard knows, a line each. */
final class Kinds {
  private final CredentialLookup lookups;

  Kinds(GuardSettings settings, KnownKeys keys, KnownTagKeys tagKeys) {
    List<JwtKind> tokens =
        List.of(new SignedLookup(settings.issuer(), keys, tagKeys, settings.keysInMemory()));
    this.lookups =
        new Lookups(
            List.of(new OpaqueLookup(settings.format(), keys, tagKeys), new JwtLookup(tokens)));
  }

  CredentialLookup lookups() {
    return lookups;
  }
}
