package dev.latchkey.key;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody holds: scopes in the order in which they were granted, each once. */
public record Scopes(List<Scope> all) {
  public static final Scopes NONE = new Scopes(List.of());

  /** Whatever there is, and what no wildcard covers by its name. */
  public static final Scopes EVERYTHING = of(Scope.of("*", "*"), Scope.REVEAL);

  public Scopes {
    all = List.copyOf(new LinkedHashSet<>(all));
  }

  public static Scopes of(Scope... scopes) {
    return new Scopes(List.of(scopes));
  }

  /** Reads the stored form, scopes with a space between them; empty text is no scopes. */
  public static Scopes parse(String text) {
    List<Scope> scopes = new ArrayList<>();
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        scopes.add(Scope.parse(word));
      }
    }
    return new Scopes(scopes);
  }

  /** Whether one of these covers {@code needed}. No iterator: this runs in every request. */
  public boolean cover(Scope needed) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).covers(needed)) {
        return true;
      }
    }
    return false;
  }

  /** Those of {@code wanted} that these do not cover. */
  public List<Scope> missing(Scopes wanted) {
    return wanted.all.stream().filter(scope -> !cover(scope)).toList();
  }

  /** These, and those of {@code others} that they do not cover. */
  public Scopes with(Scopes others) {
    List<Scope> more = missing(others);
    if (more.isEmpty()) {
      return this;
    }
    List<Scope> both = new ArrayList<>(all);
    both.addAll(more);
    return new Scopes(both);
  }

  /**
   * What both cover: of two scopes where one is the narrower that one, of two that overlap what
   * they have in common.
   */
  public Scopes shared(Scopes other) {
    List<Scope> shared = new ArrayList<>(all.stream().filter(other::cover).toList());
    shared.addAll(other.all.stream().filter(this::cover).toList());
    Scopes narrower = new Scopes(shared);
    List<Scope> overlaps =
        all.stream()
            .flatMap(mine -> other.all.stream().flatMap(theirs -> mine.common(theirs).stream()))
            .toList();
    return narrower.with(new Scopes(overlaps));
  }

  /** RFC 6749 section 3.3: scopes with a space between them. */
  @Override
  public String toString() {
    return all.stream().map(Scope::toString).collect(Collectors.joining(" "));
  }
}
