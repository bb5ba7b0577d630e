package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.key.TimeSource;
import java.time.Instant;
import java.util.Optional;

/**
 * Signatures over a request by the holder of a private half: RFC 9421. All that they say is checked
 * before they are. A digest of the body may be signed too; whether it is right, the app alone can
 * tell.
 */
public final class PairSignatures implements CredentialLookup {
  /** The end of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  private final PairHolders holders;
  private final TimeSource time;

  public PairSignatures(PairHolders holders, TimeSource time) {
    this.holders = holders;
    this.time = time;
  }

  @Override
  public Answer lookup(Credential credential, Message message) {
    return credential instanceof MessageSignature signature
        ? lookup(signature, message)
        : Answer.NOT_MINE;
  }

  private Answer lookup(MessageSignature signature, Message message) {
    Signed signed;
    try {
      signed = signed(signature, message);
    } catch (IllegalArgumentException e) {
      return new Answer.Rejected("signature: " + e.getMessage());
    }
    return holders.signing(signed);
  }

  private Signed signed(MessageSignature signature, Message message) {
    KeyId id = KeyId.parse(required(signature.text("keyid")));
    Optional<Curve> curve = signature.text("alg").map(PairSignatures::curve);
    Instant created = instant(required(signature.number("created")));
    Window window =
        signature
            .number("expires")
            .map(end -> new Window(created, instant(end)))
            .orElseGet(() -> Window.from(created));
    window.require(Instant.ofEpochMilli(time.currentTimeMillis()));
    Nonce nonce = ChosenNonce.of(id, required(signature.text("nonce")), window.over());
    byte[] base = SignedText.of(signature, message);
    return Signed.of(id, curve, base, signature.bytes(), nonce);
  }

  private static Curve curve(String algorithm) {
    return switch (algorithm) {
      case "ed25519" -> Curve.ED25519;
      case "ecdsa-p256-sha256" -> Curve.P256;
      default -> throw new IllegalArgumentException("neither ed25519 nor ecdsa-p256-sha256");
    };
  }

  private static Instant instant(long seconds) {
    if (seconds < 0 || seconds > LATEST) {
      throw new IllegalArgumentException("a time that nobody means");
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static <T> T required(Optional<T> parameter) {
    return parameter.orElseThrow(
        () -> new IllegalArgumentException("without keyid, created or nonce"));
  }
}
