package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.key.KeyId;
import jakarta.servlet.http.HttpSession;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that keys opened: each belongs to its key, and ends with it. Nothing here keeps a
 * session: the bond is in the session, and what waits for the end of the key knows it weakly. Safe
 * for use by many threads.
 */
final class Sessions {
  private final Tethers tethers;

  Sessions(Tethers tethers) {
    this.tethers = tethers;
  }

  /**
   * Whether a request gets to see a session: not one of another key, nor one whose key has ended,
   * which ends with it at the latest now.
   *
   * @param by who was let in; empty where the route asks for no key
   */
  boolean shows(HttpSession session, Optional<Allowed> by) {
    SessionBond bond = bond(session);
    if (bond == null) {
      return true;
    }
    Optional<Found> found = by.map(Allowed::found);
    if (found.isPresent() && !id(found.get()).equals(bond.key())) {
      return false;
    }
    if (!holds(bond, found)) {
      SessionBond.invalidate(session);
      return false;
    }
    if (found.isPresent() && bond.secret() != found.get().secret().ordinal()) {
      open(session, found.get());
    } else if (!bond.isWaiting()) {
      await(session, bond, found);
    }
    return true;
  }

  /** Binds a session to the key, and to the secret of it, that it was opened or last used with. */
  void open(HttpSession session, Found by) {
    KeyId key = id(by);
    SessionBond bond = new SessionBond(key, by.secret().ordinal(), tethers.isOurs(key));
    try {
      session.setAttribute(SessionBond.ATTRIBUTE, bond);
    } catch (IllegalStateException over) {
      return;
    }
    await(session, bond, Optional.of(by));
  }

  /** Nobody here waits for one that came from another node, or from before a restart. */
  private void await(HttpSession session, SessionBond bond, Optional<Found> by) {
    WeakReference<SessionBond> weak = new WeakReference<>(bond);
    Runnable onEnd = () -> end(weak);
    if (bond.isOurs()) {
      bond.await(
          session, tethers.session(bond.key(), bond.secret(), () -> weak.get() != null, onEnd));
    } else if (by.isPresent()) {
      bond.await(session, by.get().known().caller().whenEnded(onEnd));
    }
  }

  private boolean holds(SessionBond bond, Optional<Found> by) {
    if (bond.hasEnded()) {
      return false;
    }
    return bond.isOurs()
        ? tethers.works(bond.key(), by.map(used -> used.secret().ordinal()).orElse(bond.secret()))
        : by.isPresent() || bond.isWaiting();
  }

  private static void end(WeakReference<SessionBond> weak) {
    SessionBond bond = weak.get();
    if (bond != null) {
      bond.end();
    }
  }

  private static @Nullable SessionBond bond(HttpSession session) {
    try {
      return session.getAttribute(SessionBond.ATTRIBUTE) instanceof SessionBond bond ? bond : null;
    } catch (IllegalStateException over) {
      return null;
    }
  }

  private static KeyId id(Found found) {
    return found.known().key().id();
  }
}
