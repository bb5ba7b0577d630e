package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** What the holder of a key chose so that a signature of theirs is accepted once. */
final class ChosenNonce {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private ChosenNonce() {}

  /**
   * Two keys may choose the same.
   *
   * @throws IllegalArgumentException for a text of another form
   */
  static Nonce of(KeyId key, String chosen, Instant until) {
    if (!FORM.matcher(chosen).matches()) {
      throw new IllegalArgumentException("a nonce of another form");
    }
    byte[] both = (key.value() + chosen).getBytes(StandardCharsets.US_ASCII);
    return new Nonce(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(both)), until);
  }
}
