package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.key.Endings.Registration;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one exchange that goes on to the key that opened it. When the key ends, nothing more can be
 * written; and an asynchronous exchange is completed as soon as nobody is within: whoever leaves
 * last does it. Safe for use by many threads.
 */
final class Leash implements AsyncListener {
  private static final String ATTRIBUTE = "dev.latchkey.guard.leash";
  private static final Logger log = LoggerFactory.getLogger(Leash.class);
  private static final Registration NONE = () -> {};
  private static final Decision ENDED =
      new Decision.Refused(Refusal.rejected(new Rejected("ended while its exchange went on")));
  private static final Decision LEASE_OVER = new Decision.Undecided("lease over");

  /** What ends an exchange, and what becomes of one that has not answered yet. */
  interface Terms {
    boolean canTell();

    Registration hold(Allowed allowed, Runnable onEnd);

    void send(Decision decision, HttpServletResponse response) throws IOException;
  }

  private final Terms terms;
  private final Allowed allowed;
  private final HttpServletResponse response;

  private Registration held = NONE;
  private boolean isHeld;
  private boolean wentAsync;
  private boolean dispatching;
  private int within;
  private @Nullable Decision ended;
  private @Nullable AsyncContext running;

  /**
   * Holds nothing yet.
   *
   * @param response the container's own
   */
  Leash(Terms terms, Allowed allowed, HttpServletResponse response) {
    this.terms = terms;
    this.allowed = allowed;
    this.response = response;
  }

  /** The leash of a request that went asynchronous. */
  static @Nullable Leash of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Leash leash ? leash : null;
  }

  /** Begins to wait for the end of the key; again is harmless. */
  Leash hold() {
    synchronized (this) {
      if (isHeld) {
        return this;
      }
      isHeld = true;
    }
    Registration registration = terms.hold(allowed, () -> end(ENDED));
    boolean over;
    synchronized (this) {
      over = !isHeld;
      held = over ? NONE : registration;
    }
    if (over) {
      registration.close();
    }
    return this;
  }

  /**
   * The exchange has gone asynchronous, within a dispatch that counts as within until it is over.
   *
   * @param started as the container made it
   * @return for the app
   */
  AsyncContext goneAsync(AsyncContext started, HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
    started.addListener(this);
    synchronized (this) {
      wentAsync = true;
      running = started;
      within += dispatching ? 0 : 1;
      dispatching = true;
    }
    hold();
    return new LeashedContext(started, this);
  }

  /** A dispatch is over; a blocking exchange is over with it. */
  void dispatched() {
    boolean left;
    boolean over;
    synchronized (this) {
      left = dispatching;
      dispatching = false;
      over = !wentAsync;
    }
    if (left) {
      leave();
    }
    if (over) {
      release();
    }
  }

  /**
   * Before something is written; {@link #leave} comes after.
   *
   * @throws IOException when the exchange has ended
   */
  void enter() throws IOException {
    if (!terms.canTell()) {
      end(LEASE_OVER);
    }
    synchronized (this) {
      if (ended != null) {
        throw new IOException("latchkey: the key that opened this exchange has ended");
      }
      within++;
    }
  }

  void leave() {
    AsyncContext last;
    synchronized (this) {
      within--;
      last = takeIfDone();
    }
    complete(last);
  }

  /** What the client is told instead of the app's answer, once the exchange has ended. */
  synchronized @Nullable Decision ended() {
    return ended;
  }

  /** Whether the app may complete or dispatch by itself: not when that has been done for it. */
  synchronized boolean handBack() {
    boolean its = ended == null || running != null;
    running = null;
    return its;
  }

  private void end(Decision why) {
    AsyncContext last;
    synchronized (this) {
      ended = ended == null ? why : ended;
      last = takeIfDone();
    }
    complete(last);
  }

  private @Nullable AsyncContext takeIfDone() {
    AsyncContext done = ended != null && within == 0 ? running : null;
    running = done == null ? running : null;
    return done;
  }

  private void complete(@Nullable AsyncContext last) {
    if (last == null) {
      return;
    }
    try {
      refuseIfNotBegun();
    } catch (IOException | RuntimeException gone) {
      log.debug("latchkey could not tell why an exchange ended", gone);
    }
    try {
      last.complete();
    } catch (IllegalStateException alreadyOver) {
      log.debug("latchkey found an exchange over", alreadyOver);
    }
  }

  private void refuseIfNotBegun() throws IOException {
    Decision why = ended();
    if (why != null && !response.isCommitted()) {
      response.reset();
      terms.send(why, response);
    }
  }

  private void release() {
    Registration registration;
    synchronized (this) {
      registration = held;
      held = NONE;
      isHeld = false;
    }
    registration.close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    synchronized (this) {
      running = null;
    }
    release();
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  /** Whoever started it again added this listener again. */
  @Override
  public void onStartAsync(AsyncEvent event) {}
}
