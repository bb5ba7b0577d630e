package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.respond.Reply;
import dev.latchkey.key.Endings.Registration;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;

/** How a guard ends exchanges that go on. Safe for use by many threads. */
record Exchanges(Tethers tethers, Function<Decision, Reply> replies) implements Leash.Terms {
  @Override
  public boolean canTell() {
    return tethers.canTell();
  }

  @Override
  public Registration hold(Allowed allowed, Runnable onEnd) {
    return tethers.exchange(allowed, onEnd);
  }

  @Override
  public void send(Decision decision, HttpServletResponse response) throws IOException {
    LatchkeyFilter.send(replies.apply(decision), response);
  }
}
