package dev.latchkey.guard;

import dev.latchkey.key.Endings.Registration;
import dev.latchkey.key.KeyId;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark in a session that a key opened: which key, and which of its secrets. It goes with the
 * session to other nodes and over restarts; what waits for the end of the key stays behind. Safe
 * for use by many threads.
 */
final class SessionBond implements Serializable, HttpSessionBindingListener {
  /** The name of the session attribute. */
  static final String ATTRIBUTE = "dev.latchkey.guard.session";

  private static final long serialVersionUID = 1;
  private static final Logger log = LoggerFactory.getLogger(SessionBond.class);

  private final String key;
  private final int secret;
  private final boolean ours;

  private transient volatile @Nullable HttpSession session;
  private transient volatile @Nullable Registration waiting;
  private transient volatile boolean ended;

  /**
   * Waits for nothing yet.
   *
   * @param ours whether the key is kept here, so that anybody here can tell whether it works
   */
  SessionBond(KeyId key, int secret, boolean ours) {
    this.key = key.value();
    this.secret = secret;
    this.ours = ours;
  }

  KeyId key() {
    return new KeyId(key);
  }

  int secret() {
    return secret;
  }

  boolean isOurs() {
    return ours;
  }

  /** Whether something here waits for the end of its key: not where it has just come from afar. */
  boolean isWaiting() {
    return waiting != null;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Waits from now on. */
  void await(HttpSession bound, Registration registration) {
    session = bound;
    waiting = registration;
  }

  /** The key has ended, and the session does. */
  void end() {
    ended = true;
    HttpSession bound = session;
    if (bound != null) {
      invalidate(bound);
    }
  }

  static void invalidate(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException already) {
      log.debug("latchkey found a session over", already);
    }
  }

  /** The session is over by itself, or has another bond. */
  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    Registration registration = waiting;
    waiting = null;
    session = null;
    if (registration != null) {
      registration.close();
    }
  }

  @Override
  public String toString() {
    return "SessionBond[" + key + "]";
  }
}
