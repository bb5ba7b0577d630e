package dev.latchkey.admin.sign;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** Seals signing keys under the newest key from outside, so that older ones can go. */
public final class Resealing {
  private Resealing() {}

  /**
   * What came of it.
   *
   * @param newest how many were under the newest key before
   * @param stuck why others stay as they are, one line each
   */
  public record Outcome(int resealed, int newest, List<String> stuck) {
    public Outcome {
      stuck = List.copyOf(stuck);
    }
  }

  /** Seals anew what an older key sealed, and says so in the journal. */
  public static Outcome run(Facts facts, Seals seals) {
    List<SigningKey> all = facts.signingKeys();
    List<SigningKey> older = all.stream().filter(key -> !seals.isNewest(key.sealed())).toList();
    List<String> stuck = new ArrayList<>();
    for (SigningKey key : older) {
      try {
        byte[] half = PrivateHalf.open(seals, key);
        facts.put(key.sealedAs(PrivateHalf.seal(seals, key.kid(), half)));
      } catch (IllegalStateException closed) {
        stuck.add("the signing key " + key.kid() + " does not open: " + closed.getMessage());
      }
    }
    int resealed = older.size() - stuck.size();
    if (resealed > 0) {
      note(facts, seals, resealed);
    }
    return new Outcome(resealed, all.size() - older.size(), stuck);
  }

  private static void note(Facts facts, Seals seals, int resealed) {
    Installation here = facts.installation().orElseThrow();
    facts.note(
        Deed.to(
            here,
            "signing-key.reseal",
            Json.print(Json.object().put("under", seals.newest()).put("keys", resealed))));
  }
}
