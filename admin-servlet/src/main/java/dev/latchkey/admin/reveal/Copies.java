package dev.latchkey.admin.reveal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.Keepsake;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a secret was shown as, sealed and opened: all of its forms in one JSON object. A copy is
 * bound to its account, its key and its number: in another's place it does not open.
 */
public final class Copies {
  private final Seals seals;

  public Copies(Seals seals) {
    this.seals = seals;
  }

  /** Seals what {@code key} is just being given. */
  Keepsake seal(ApiKey key, int ordinal, String text, Minted minted) {
    ObjectNode shown = Json.object().put("key", text);
    minted.beside().forEach(shown::put);
    String bound = bound(key.account(), key.id(), ordinal);
    return new Keepsake(
        key.account(), key.id(), ordinal, seals.seal(bytes(Json.print(shown)), bound));
  }

  /** What was sealed, by the names under which it was first shown. */
  ObjectNode open(Keepsake copy) {
    byte[] text = seals.open(copy.sealed(), bound(copy));
    return (ObjectNode) Json.own(new String(text, StandardCharsets.UTF_8));
  }

  /** The same copy under the newest key. */
  Keepsake sealAnew(Keepsake copy) {
    return copy.with(seals.seal(seals.open(copy.sealed(), bound(copy)), bound(copy)));
  }

  boolean isNewest(Keepsake copy) {
    return seals.isNewest(copy.sealed());
  }

  /** The name of the key that a copy would take, where that is not among the given ones. */
  Optional<String> missing(Keepsake copy) {
    return seals.missing(copy.sealed());
  }

  String newest() {
    return seals.newest();
  }

  private static String bound(Keepsake copy) {
    return bound(copy.account(), copy.key(), copy.ordinal());
  }

  private static String bound(AccountId account, KeyId key, int ordinal) {
    return "secret\n" + account.value() + '\n' + key.value() + '\n' + ordinal;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
