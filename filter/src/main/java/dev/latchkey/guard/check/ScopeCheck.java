package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import java.util.List;

/** What the route needs: the key and, at present, its owner each cover all of it. */
final class ScopeCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    Caller caller = found.known().caller();
    List<Scope> needed = at.needed();
    for (int i = 0; i < needed.size(); i++) {
      if (!caller.holds(needed.get(i))) {
        return Finding.SCOPE_MISSING;
      }
    }
    return Finding.PASSED;
  }
}
