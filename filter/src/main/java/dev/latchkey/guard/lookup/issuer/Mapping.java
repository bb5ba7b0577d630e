package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Base62;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Sha256;
import dev.latchkey.key.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * From claims to nouns of ours.
 *
 * @param account whose key a token is
 * @param user the claim that names the user
 * @param acceptUnknown whether a user of whom we know nothing is bounded by the token alone
 */
public record Mapping(AccountOf account, Place user, Grants grants, boolean acceptUnknown) {

  /**
   * The key that a token stands for: one for each subject in an account, whatever token of theirs
   * it is.
   *
   * @param claims which meet the terms
   * @throws IllegalArgumentException when they name no account or no user that could be ours
   */
  ApiKey visitor(String issuer, JsonObject claims) {
    AccountId in =
        account
            .token(claims)
            .orElseThrow(() -> new IllegalArgumentException("it names no account"));
    UserId who =
        user.text(claims)
            .map(UserId::new)
            .orElseThrow(() -> new IllegalArgumentException("it names no user"));
    String subject = claims.text("sub").orElseThrow();
    return new ApiKey(
        pseudonym(issuer + '\n' + in + '\n' + who + '\n' + subject),
        in,
        Optional.of(who),
        grants.of(claims),
        Optional.empty(),
        claims.date("exp"),
        true,
        Optional.empty(),
        Networks.ANYWHERE,
        false);
  }

  /** Logs and apps may name a caller by it; nobody finds a subject from it, or another for it. */
  private static KeyId pseudonym(String whole) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(whole.getBytes(StandardCharsets.UTF_8)));
    int half = KeyId.LENGTH / 2;
    return new KeyId(Base62.print(digest.getLong(), half) + Base62.print(digest.getLong(), half));
  }
}
