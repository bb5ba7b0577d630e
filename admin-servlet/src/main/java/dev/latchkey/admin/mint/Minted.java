package dev.latchkey.admin.mint;

import dev.latchkey.admin.store.StoredSecret;
import java.util.Map;
import java.util.Optional;

/**
 * A new secret, in print and as it is kept.
 *
 * @param text what opens things: shown once, then gone; empty where the holder had it before
 * @param beside other forms of the same, and what goes with it, by the names of their fields
 */
public record Minted(Optional<String> text, Map<String, String> beside, StoredSecret secret) {
  public Minted {
    beside = Map.copyOf(beside);
  }

  public Minted(String text, StoredSecret secret) {
    this(Optional.of(text), Map.of(), secret);
  }

  @Override
  public String toString() {
    return "Minted[hidden]";
  }
}
