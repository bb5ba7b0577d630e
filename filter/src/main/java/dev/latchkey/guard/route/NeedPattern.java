package dev.latchkey.guard.route;

import dev.latchkey.key.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rule asks for, before the variables of its path have values. */
@FunctionalInterface
interface NeedPattern {
  Map<String, Need> WORDS =
      Map.of(
          "public", new Need.Open(),
          "optional", new Need.OptionalKey(),
          "authenticated", new Need.AnyKey());

  /** The need of a request whose path matches the rule. */
  Routed.Listed fill(String path);

  /** Reads one of the words, or scopes. */
  static NeedPattern parse(List<String> words, PathPattern path) {
    Optional<Need> word = Optional.ofNullable(WORDS.get(words.get(0)));
    if (word.isPresent() && words.size() == 1) {
      return always(word.get());
    }
    int last = words.size() - 1;
    return AccountPattern.isMeant(words.get(last))
        ? in(AccountPattern.parse(words, path), scopes(words.subList(0, last), path))
        : scopes(words, path);
  }

  private static NeedPattern scopes(List<String> words, PathPattern path) {
    List<ScopePattern> scopes = new ArrayList<>();
    for (String each : words) {
      requireScope(each);
      ScopePattern scope = ScopePattern.parse(each, path);
      if (scopes.contains(scope)) {
        throw new IllegalArgumentException("\"" + each + "\" is there twice; once is enough");
      }
      scopes.add(scope);
    }
    return needing(scopes);
  }

  private static NeedPattern in(AccountPattern account, NeedPattern scopes) {
    return path ->
        new Routed.Listed(
            new Need.Scoped(
                ((Need.Scoped) scopes.fill(path).need()).all(), Optional.of(account.fill(path))));
  }

  private static NeedPattern needing(List<ScopePattern> scopes) {
    if (scopes.stream().noneMatch(ScopePattern::bound)) {
      return always(new Need.Scoped(scopes.stream().map(ScopePattern::scope).toList()));
    }
    ScopePattern[] patterns = scopes.toArray(new ScopePattern[0]);
    return path -> new Routed.Listed(new Need.Scoped(fill(patterns, path)));
  }

  private static NeedPattern always(Need need) {
    Routed.Listed listed = new Routed.Listed(need);
    return path -> listed;
  }

  private static List<Scope> fill(ScopePattern[] patterns, String path) {
    Scope[] scopes = new Scope[patterns.length];
    for (int i = 0; i < scopes.length; i++) {
      scopes[i] = patterns[i].fill(path);
    }
    return List.of(scopes);
  }

  private static void requireScope(String text) {
    if (WORDS.containsKey(text)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" does not go with other needs; it stands alone");
    }
    if (AccountPattern.isMeant(text)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not last; the account follows all scopes, once");
    }
    if (text.startsWith("#")) {
      throw new IllegalArgumentException("a comment follows the rule; it takes a line of its own");
    }
    if (text.indexOf(':') < 0) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a need; write public, optional, authenticated, or scopes like"
              + " zones:read");
    }
  }
}
