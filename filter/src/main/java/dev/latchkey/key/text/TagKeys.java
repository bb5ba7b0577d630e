package dev.latchkey.key.text;

import java.util.List;

/**
 * Every tag key of an installation. The filter is trusted only while it is whole: were a living
 * secret printed under a tag key that is missing or damaged, a wrong tag would cost that key its
 * access, so then every well-formed text may be looked up.
 *
 * @param all newest first
 * @param whole whether every living secret was printed under one of these
 */
public record TagKeys(List<TagKey> all, boolean whole) {
  public static final TagKeys NONE = new TagKeys(List.of(), false);

  public TagKeys {
    all = List.copyOf(all);
  }

  /** False only for a text that this installation certainly never printed. */
  public boolean mayHavePrinted(Tagged text) {
    return !whole || isTaggedByOne(text);
  }

  private boolean isTaggedByOne(Tagged text) {
    for (TagKey tagKey : all) {
      if (text.isTaggedBy(tagKey)) {
        return true;
      }
    }
    return false;
  }

  /** The version of the tag key that printed {@code key}; 0 when none of these did. */
  public int versionOf(OpaqueKey key) {
    return all.stream().filter(key::isTaggedBy).map(TagKey::version).findFirst().orElse(0);
  }
}
