package dev.latchkey.guard.lookup;

import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Credential;
import java.util.List;

/**
 * All kinds of credentials, asked in turn. The printed form picks one; a refusal by it never falls
 * through to another.
 */
public final class Lookups implements CredentialLookup {
  private static final Answer UNKNOWN_FORM = new Answer.Rejected("not a key of any known form");
  private final List<CredentialLookup> kinds;

  public Lookups(List<CredentialLookup> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public Answer lookup(Credential credential, Message message) {
    for (int i = 0; i < kinds.size(); i++) {
      Answer answer = kinds.get(i).lookup(credential, message);
      if (!(answer instanceof Answer.NotMine)) {
        return answer;
      }
    }
    return UNKNOWN_FORM;
  }
}
