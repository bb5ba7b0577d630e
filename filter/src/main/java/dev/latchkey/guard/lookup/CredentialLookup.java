package dev.latchkey.guard.lookup;

import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Credential;

/** Knows one kind of credential. Safe for use by many threads. */
public interface CredentialLookup {
  /**
   * Never throws for a bad credential or for a store that is away. Asked again about the same
   * request, it answers the same, as long as this node learns nothing.
   *
   * @param message what the credential came with, and may be bound to
   */
  Answer lookup(Credential credential, Message message);
}
