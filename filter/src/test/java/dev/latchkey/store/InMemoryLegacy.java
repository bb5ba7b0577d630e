package dev.latchkey.store;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.LegacyForm;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Legacy keys in memory: counts its readers, and can be away. Safe for use by many threads. */
public final class InMemoryLegacy implements LegacyReader, FirstUses {
  public static final String INSTALLATION = "here";

  private record Line(long selector, KeyId key) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<FirstUse> told = new ArrayList<>();
  private boolean away;
  private int finds;
  private int indexes;

  /** Imports the plain hash of a text: the proof of a key with this id. */
  public synchronized Proof plain(KeyId id, byte[] hash) {
    return put(id, hash, Recipe.PLAIN, LegacyForm.selector(INSTALLATION, hash));
  }

  /** Imports a hash that a selector finds. */
  public synchronized Proof selected(KeyId id, byte[] hash, Recipe recipe, String selector) {
    return put(id, hash, recipe, LegacyForm.selector(INSTALLATION, selector));
  }

  private Proof put(KeyId id, byte[] hash, Recipe recipe, long selector) {
    lines.add(new Line(selector, id));
    return new Proof.OfLegacy(LegacyForm.kept(id, hash), recipe, LegacyForm.print(selector));
  }

  @Override
  public synchronized LegacyIndex index() {
    indexes++;
    requireThere();
    return new LegacyIndex(INSTALLATION, lines.stream().mapToLong(Line::selector).toArray());
  }

  @Override
  public synchronized List<KeyId> find(long selector) {
    finds++;
    requireThere();
    return lines.stream().filter(l -> l.selector() == selector).map(Line::key).toList();
  }

  @Override
  public synchronized void tell(List<FirstUse> uses) {
    requireThere();
    told.addAll(uses);
  }

  public synchronized void away(boolean gone) {
    away = gone;
  }

  public synchronized int finds() {
    return finds;
  }

  public synchronized int indexes() {
    return indexes;
  }

  public synchronized List<FirstUse> told() {
    return List.copyOf(told);
  }

  private void requireThere() {
    if (away) {
      throw new StoreException("the store is away");
    }
  }
}
