package dev.latchkey.key.text;

/** A text that ends in a flood tag, or has one near its end. */
public interface Tagged {
  /** Whether this text carries the flood tag that {@code key} makes. */
  boolean isTaggedBy(TagKey key);
}
