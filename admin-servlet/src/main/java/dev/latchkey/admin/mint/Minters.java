package dev.latchkey.admin.mint;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of secret that this installation makes. */
public final class Minters implements Minter {
  private final Map<KeyKind, Minter> kinds = new EnumMap<>(KeyKind.class);

  /** Adds a kind. */
  public Minters add(KeyKind kind, Minter minter) {
    kinds.put(kind, minter);
    return this;
  }

  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    return Optional.ofNullable(kinds.get(order.kind()))
        .orElseThrow(() -> notMade(order.kind()))
        .mint(order, key, environment, ordinal, facts);
  }

  private static Problem notMade(KeyKind kind) {
    String detail = kind.word() + " keys are not made here: see docs/kinds.md";
    return Problem.of(
        Kind.INVALID_BODY, "#/kind: " + detail, List.of(new FieldError("#/kind", detail)));
  }
}
