package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Endings;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import dev.latchkey.store.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that was proven: the key that it stands for, and the key that proved it. What it may do
 * depends on whoever it is for, and is found out anew when they change. Safe for use by many
 * threads.
 */
final class Visit {
  private static final Answer NO_ACCOUNT =
      new Answer.Rejected("a JWT for an account that is not here");
  private static final Answer OTHER_ACCOUNT =
      new Answer.Rejected("a JWT for a user of another account");

  private record Seen(Known host, Answer answer) {}

  private final TrustedIssuer issuer;
  private final IssuerKey provenBy;
  private final ApiKey visitor;
  private final SecretRecord secret;
  private volatile Optional<Seen> last = Optional.empty();

  Visit(TrustedIssuer issuer, IssuerKey provenBy, ApiKey visitor, SecretRecord secret) {
    this.issuer = issuer;
    this.provenBy = provenBy;
    this.visitor = visitor;
    this.secret = secret;
  }

  ApiKey visitor() {
    return visitor;
  }

  /** Whether what proved it still would. */
  boolean holdsAt(Instant now) {
    return now.isBefore(visitor.expiresAt().orElseThrow()) && issuer.keys().hold(provenBy);
  }

  /**
   * What the token is worth, given whoever it is for.
   *
   * @param host who that is at present; empty where there is no such account
   */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same state of knowledge
  Answer answer(Optional<Known> host, Endings endings) {
    if (host.isEmpty()) {
      return NO_ACCOUNT;
    }
    Optional<Seen> seen = last;
    if (seen.isPresent() && seen.get().host() == host.get()) {
      return seen.get().answer();
    }
    Answer answer = worth(host.get(), endings);
    last = Optional.of(new Seen(host.get(), answer));
    return answer;
  }

  /** Another key under the same id is no host, however unlikely it is. */
  private Answer worth(Known host, Endings endings) {
    Optional<User> owner = host.stored().owner().or(this::unknownUser);
    boolean same =
        host.key().account().equals(visitor.account())
            && host.key().owner().equals(visitor.owner())
            && owner.map(user -> user.account().equals(visitor.account())).orElse(true);
    return same
        ? new Answer.Found(
            Known.of(
                new StoredKey(
                    visitor,
                    List.of(secret),
                    host.account(),
                    owner,
                    host.stored().roles(),
                    host.stored().limits()),
                endings),
            secret)
        : OTHER_ACCOUNT;
  }

  /** Nobody, unless the settings say that the token alone may bound them. */
  private Optional<User> unknownUser() {
    return issuer.settings().mapping().acceptUnknown()
        ? visitor
            .owner()
            .map(id -> new User(id, visitor.account(), id.value(), visitor.scopes(), true))
        : Optional.empty();
  }
}
