package dev.latchkey.guard.lookup.jwt;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.key.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Every kind of JWT. What was proven before costs a digest; the rest is read once, and the one kind
 * whose it claims to be decides.
 */
public final class JwtLookup implements CredentialLookup {
  private static final Answer NOBODYS = new Answer.Rejected("a JWT of nobody who is trusted here");

  private final List<JwtKind> kinds;

  public JwtLookup(List<JwtKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public Answer lookup(Credential credential, Message message) {
    return credential instanceof Bearer bearer && Jwt.isForm(bearer.token())
        ? lookup(bearer.token(), message)
        : Answer.NOT_MINE;
  }

  private Answer lookup(String token, Message message) {
    Digest digest = Digest.ofText(token);
    for (int i = 0; i < kinds.size(); i++) {
      Optional<Answer> seen = kinds.get(i).seen(digest);
      if (seen.isPresent()) {
        return seen.get();
      }
    }
    Reading reading = Jwt.read(token);
    if (reading instanceof Jwt jwt) {
      return ask(jwt, digest, message);
    }
    return reading instanceof Reading.Malformed malformed
        ? new Answer.Rejected("malformed JWT: " + malformed.why())
        : Answer.NOT_MINE;
  }

  private Answer ask(Jwt jwt, Digest digest, Message message) {
    for (int i = 0; i < kinds.size(); i++) {
      Answer answer = kinds.get(i).lookup(jwt, digest, message);
      if (!(answer instanceof Answer.NotMine)) {
        return answer;
      }
    }
    return NOBODYS;
  }
}
