package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the words of an issuer grant here: nothing, unless it was said.
 *
 * @param places where its words stand
 * @param ours what each of its words stands for
 * @param asTheyAre whether a word that is a scope of our form stands for itself as well
 */
public record Grants(List<Place> places, Map<String, Scopes> ours, boolean asTheyAre) {
  public Grants {
    places = List.copyOf(places);
    ours = Map.copyOf(ours);
    if (ours.isEmpty() && !asTheyAre) {
      throw new IllegalArgumentException("its tokens would open nothing");
    }
  }

  /**
   * Reads a line like {@code dns.read zones:read zones:list}, a word of the issuer and what it
   * stands for, into {@code ours}. A word that has several lines stands for all of them.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Scopes add(String line, Map<String, Scopes> ours) {
    String[] words = line.strip().split("\\s+", 2);
    if (words.length < 2) {
      throw new IllegalArgumentException(
          "is a scope of the issuer and what it stands for here, like dns.read zones:read");
    }
    Scopes granted = Scopes.parse(words[1].replaceAll("\\s+", " "));
    return ours.merge(words[0], granted, Grants::together);
  }

  Scopes of(JsonObject claims) {
    List<Scope> granted = new ArrayList<>();
    for (Place place : places) {
      for (String word : place.words(claims)) {
        granted.addAll(ours.getOrDefault(word, Scopes.NONE).all());
        if (asTheyAre) {
          scope(word).ifPresent(granted::add);
        }
      }
    }
    return new Scopes(granted);
  }

  private static Optional<Scope> scope(String word) {
    try {
      return Optional.of(Scope.parse(word));
    } catch (IllegalArgumentException ofAnotherForm) {
      return Optional.empty();
    }
  }

  private static Scopes together(Scopes some, Scopes more) {
    List<Scope> all = new ArrayList<>(some.all());
    all.addAll(more.all());
    return new Scopes(all);
  }
}
