package dev.latchkey.admin.legacy;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LegacySecret;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.LegacyForm;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Rates;
import dev.latchkey.key.SecretRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes keys of other systems over, all or none. What was imported before, for the same user, is
 * known and stays as it is, so that an import can be repeated. For one import.
 */
final class Import {
  /** A journal entry names its keys, and must stay something that one can read. */
  private static final int KEYS_AN_ENTRY = 500;

  /** A guard compares a text with each key that has the same selector, so they stay few. */
  private static final int MOST_ALIKE = 16;

  private final Facts facts;
  private final String actor;
  private final Mint mint;
  private final Permission permission;
  private final Errors errors = new Errors();
  private final List<Imported.Result> results = new ArrayList<>();
  private final Map<AccountId, List<KeyRecord>> fresh = new LinkedHashMap<>();

  /** By what they are found: of the store, and of the lines before. */
  private final Map<String, List<LegacySecret>> there;

  private final List<String> foundBy;

  private Import(Facts facts, String actor, Bounds bounds, Mint mint, List<Line> lines) {
    this.facts = facts;
    this.actor = actor;
    this.mint = mint;
    this.permission = new Permission(facts, bounds);
    String installation = facts.installation().orElseThrow().id();
    this.foundBy = lines.stream().map(line -> line.foundBy(installation)).toList();
    this.there =
        facts.legacy(foundBy).stream()
            .collect(
                Collectors.groupingBy(
                    LegacySecret::selector, Collectors.toCollection(ArrayList::new)));
  }

  /**
   * Imports what {@code body} wants.
   *
   * @param actor who, as the journal names it
   * @throws dev.latchkey.admin.exchange.Problem with a pointer to each field that forbids it
   */
  static Imported run(Facts facts, String actor, Bounds bounds, Mint mint, ImportBody body) {
    Import run = new Import(facts, actor, bounds, mint, body.lines());
    for (int i = 0; i < body.lines().size(); i++) {
      run.permission.check(i, body.lines().get(i), run.errors);
    }
    run.errors.check();
    for (int i = 0; i < body.lines().size(); i++) {
      run.take(i, body.lines().get(i));
    }
    run.errors.check();
    if (!body.dryRun()) {
      run.write();
    }
    return new Imported(run.results, body.dryRun());
  }

  private void take(int number, Line line) {
    String selector = foundBy.get(number);
    List<LegacySecret> alike = there.computeIfAbsent(selector, s -> new ArrayList<>());
    Optional<LegacySecret> known = alike.stream().filter(old -> isSame(old, line)).findFirst();
    if (known.isPresent()) {
      if (!known.get().owner().equals(Optional.of(line.user()))) {
        errors.add(number, "hash", "has been imported already, and not for " + line.user());
      }
      results.add(new Imported.Result(known.get().key(), true));
      return;
    }
    if (alike.size() == MOST_ALIKE) {
      String most = "is that of " + MOST_ALIKE + " keys already, and a guard tries no more";
      errors.add(number, "selector", most);
      return;
    }
    KeyRecord key = key(line, selector);
    alike.add(
        new LegacySecret(
            selector,
            LegacyForm.kept(key.id(), line.hashBytes()),
            key.id(),
            Optional.of(line.user())));
    fresh.computeIfAbsent(key.key().account(), a -> new ArrayList<>()).add(key);
    results.add(new Imported.Result(key.id(), false));
  }

  private static boolean isSame(LegacySecret old, Line line) {
    return old.digest().equals(LegacyForm.kept(old.key(), line.hashBytes()));
  }

  private KeyRecord key(Line line, String selector) {
    KeyId id = mint.keyId();
    ApiKey key =
        new ApiKey(
            id,
            permission.account(line),
            Optional.of(line.user()),
            line.scopes(),
            Optional.empty(),
            line.expiresAt(),
            true,
            Optional.empty(),
            Networks.ANYWHERE,
            false);
    About about =
        new About(
            line.name(),
            "",
            line.environment(),
            line.labels(),
            line.metadata(),
            facts.now(),
            actor);
    Proof proof =
        new Proof.OfLegacy(LegacyForm.kept(id, line.hashBytes()), line.recipe(), selector);
    SecretRecord secret = new SecretRecord(1, proof, facts.now(), Optional.empty());
    return new KeyRecord(
        key,
        about,
        List.of(new StoredSecret(secret, StoredSecret.UNTAGGED)),
        Optional.empty(),
        Rates.NONE,
        1);
  }

  private void write() {
    for (Map.Entry<AccountId, List<KeyRecord>> one : fresh.entrySet()) {
      facts.add(one.getValue());
      for (int from = 0; from < one.getValue().size(); from += KEYS_AN_ENTRY) {
        int to = Math.min(one.getValue().size(), from + KEYS_AN_ENTRY);
        note(one.getKey(), one.getValue().subList(from, to));
      }
    }
  }

  private void note(AccountId account, List<KeyRecord> keys) {
    var detail = Json.object().put("count", keys.size());
    var ids = detail.putArray("keys");
    keys.forEach(key -> ids.add(key.id().toString()));
    Target target = new Target(Target.ACCOUNT, account.value());
    facts.note(new Deed("key.import", account, target, Json.print(detail)));
  }
}
