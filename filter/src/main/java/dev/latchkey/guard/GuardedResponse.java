package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Decision.Allowed;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that a key opened. It knows nothing of the key until it has begun to
 * reach the client, or the request goes asynchronous; from then on a {@link Leash} holds it. What
 * was accepted and is answered in one piece is answered, even where it ended its own key.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
  private final Leash.Terms terms;
  private final Allowed allowed;
  private final HttpServletResponse bare;
  private volatile @Nullable Leash leash;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  /**
   * Wraps an answer.
   *
   * @param leash of the request, where it has gone asynchronous before
   */
  GuardedResponse(
      HttpServletResponse response, Leash.Terms terms, Allowed allowed, @Nullable Leash leash) {
    super(response);
    this.bare = response;
    this.terms = terms;
    this.allowed = allowed;
    this.leash = leash;
  }

  AsyncContext goneAsync(AsyncContext started, HttpServletRequest request) {
    return leashed().goneAsync(started, request);
  }

  /** The dispatch that this was given to is over. */
  void dispatched() {
    Leash held = leash;
    if (held != null) {
      held.dispatched();
    }
  }

  /**
   * Before something is written.
   *
   * @return to be left afterwards; nothing while the answer has not begun
   * @throws IOException when the key has ended
   */
  @Nullable Leash enter() throws IOException {
    Leash held = leash;
    if (held == null && isCommitted()) {
      held = leashed().hold();
    }
    if (held != null) {
      held.enter();
    }
    return held;
  }

  /** What was decided since about an answer that goes on; nothing while it may. */
  @Nullable Decision ended() {
    Leash held = leash;
    return held == null ? null : held.ended();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream guarded = stream;
    if (guarded == null) {
      guarded = new LeashedStream(super.getOutputStream(), this);
      stream = guarded;
    }
    return guarded;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter guarded = writer;
    if (guarded == null) {
      guarded = new LeashedWriter(super.getWriter(), this);
      writer = guarded;
    }
    return guarded;
  }

  @Override
  public void flushBuffer() throws IOException {
    Leash held = enter();
    try {
      super.flushBuffer();
    } finally {
      leave(held);
    }
  }

  /** Lets the app choose anew between the stream and the writer. */
  @Override
  public void reset() {
    super.reset();
    stream = null;
    writer = null;
  }

  static void leave(@Nullable Leash held) {
    if (held != null) {
      held.leave();
    }
  }

  private Leash leashed() {
    Leash held = leash;
    if (held == null) {
      held = new Leash(terms, allowed, bare);
      leash = held;
    }
    return held;
  }
}
