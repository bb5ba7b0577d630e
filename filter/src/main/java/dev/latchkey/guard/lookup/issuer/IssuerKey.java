package dev.latchkey.guard.lookup.issuer;

import java.security.PublicKey;
import java.util.Optional;

/**
 * One public key of an issuer.
 *
 * @param kid how tokens name it
 * @param form RSA, or its curve
 * @param algorithm the one that the issuer keeps it for, where it says so
 */
record IssuerKey(String kid, String form, Optional<String> algorithm, PublicKey key) {
  boolean takes(Algorithm wanted) {
    return wanted.keyForm().equals(form)
        && (algorithm.isEmpty() || algorithm.get().equals(wanted.word()));
  }
}
