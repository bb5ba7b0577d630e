package dev.latchkey.store;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.text.TagKeys;

/** What the guard reads when it does not know a key yet. Safe for use by many threads. */
public interface KeyReader {
  /**
   * The facts of a key and the journal entry up to which they are true, read in one snapshot.
   *
   * @param followed the number of the entry up to which the asker has followed the journal
   * @throws StoreException when the store could not tell
   */
  Snapshot find(KeyId id, long followed);

  /**
   * The account and the owner of a key that somebody else keeps, as {@link #find} reads those of
   * ours: the key is answered as it was given, without secrets; none where there is no such
   * account.
   *
   * @throws StoreException when the store could not tell
   */
  Snapshot findHost(ApiKey visitor, long followed);

  /**
   * The flood-tag keys of the installation.
   *
   * @throws StoreException when the store could not tell
   */
  TagKeys tagKeys();
}
