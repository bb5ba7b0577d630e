package dev.latchkey.admin.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.mint.Minter;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Digest;
import dev.latchkey.key.Proof;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TokenId;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes secrets that are JWTs (RFC 7519). They say who and until when; what they may do is read
 * from the record of the key, never from them.
 */
public final class SignedMinter implements Minter {
  private final KeyRing ring;
  private final TokenTerms terms;

  public SignedMinter(KeyRing ring, TokenTerms terms) {
    this.ring = ring;
    this.terms = terms;
  }

  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    TagKey tagKey = facts.tagKeys().all().get(0);
    ObjectNode claims = claims(key, facts.now());
    claims.put("jti", TokenId.print(key.id(), ordinal, tagKey));
    String token = ring.signer(facts).sign(claims);
    SecretRecord record =
        new SecretRecord(
            ordinal, new Proof.OfToken(Digest.ofText(token)), facts.now(), Optional.empty());
    return new Minted(token, new StoredSecret(record, tagKey.version()));
  }

  private ObjectNode claims(ApiKey key, Instant now) {
    ObjectNode claims = Json.object();
    claims.put("iss", terms.issuer());
    claims.put("sub", key.owner().map(UserId::value).orElse(key.account().value()));
    claims.put("account", key.account().value());
    if (terms.audience().size() == 1) {
      claims.put("aud", terms.audience().get(0));
    } else {
      terms.audience().forEach(one -> claims.withArray("aud").add(one));
    }
    claims.put("iat", now.getEpochSecond());
    key.notBefore().ifPresent(start -> claims.put("nbf", secondFrom(start)));
    key.expiresAt().ifPresent(end -> claims.put("exp", end.getEpochSecond()));
    return claims;
  }

  /** Whole seconds are what others can read: never earlier than the key itself works. */
  private static long secondFrom(Instant start) {
    return start.getEpochSecond() + (start.getNano() > 0 ? 1 : 0);
  }
}
