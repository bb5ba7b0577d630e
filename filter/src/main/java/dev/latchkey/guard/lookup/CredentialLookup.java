package dev.latchkey.guard.lookup;

/** Knows one kind of credential. Safe for use by many threads. */
public interface CredentialLookup {
  /** Never throws for a bad token or for a store that is away. */
  Answer lookup(String token);
}
