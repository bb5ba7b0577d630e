package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.key.AccountId;
import java.util.Optional;

/** Which account a token is for. */
public interface AccountOf {
  /**
   * Empty where the token names none.
   *
   * @throws IllegalArgumentException when it names what could be no account
   */
  Optional<AccountId> token(JsonObject claims);

  /**
   * Reads the form of settings: an account for every token, or a {@link Place} that names it.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  static AccountOf parse(String text) {
    if (Place.isForm(text)) {
      Place place = Place.parse(text);
      return claims -> place.text(claims).map(AccountId::new);
    }
    Optional<AccountId> always = Optional.of(new AccountId(text));
    return claims -> always;
  }
}
