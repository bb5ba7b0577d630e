package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.key.Endings.Registration;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoredKey;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The order of things when a key ends while somebody is within its exchange. */
class LeashTest {
  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final List<String> seen = new ArrayList<>();
  private final World world = new World();
  private final HttpServletResponse response = container(HttpServletResponse.class);
  private final Leash leash = new Leash(world, allowed(), response);

  /** The guard's side of a leash, by hand. */
  private final class World implements Leash.Terms {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean tells = true;

    @Override
    public boolean canTell() {
      return tells;
    }

    @Override
    public Registration hold(Allowed allowed, Runnable onEnd) {
      waiting.add(onEnd);
      return () -> waiting.remove(onEnd);
    }

    @Override
    public void send(Decision decision, HttpServletResponse to) {
      seen.add("refused");
    }

    void endKey() {
      List.copyOf(waiting).forEach(Runnable::run);
    }
  }

  @Test
  void anExchangeIsCompletedWhenNobodyIsWithin() {
    AsyncContext context = goneAsync();
    leash.dispatched();

    world.endKey();

    assertThat(seen).containsExactly("refused", "complete");
    context.complete();
    context.dispatch();
    assertThat(seen).containsExactly("refused", "complete");
  }

  @Test
  void whoeverLeavesLastCompletesIt() throws IOException {
    goneAsync();
    leash.enter();
    world.endKey();
    assertThat(seen).isEmpty();

    leash.dispatched();
    assertThat(seen).isEmpty();
    leash.leave();

    assertThat(seen).containsExactly("refused", "complete");
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    goneAsync();
    world.endKey();

    assertThatThrownBy(leash::enter)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void nothingIsWrittenByANodeThatCannotTell() throws IOException {
    leash.hold();
    leash.enter();
    leash.leave();
    world.tells = false;

    assertThatThrownBy(leash::enter).isInstanceOf(IOException.class);
  }

  @Test
  void anExchangeThatEndedByItselfWaitsForNothing() {
    AsyncContext context = goneAsync();
    leash.dispatched();
    context.complete();
    leash.onComplete(new AsyncEvent(context));

    assertThat(world.waiting).isEmpty();
    assertThat(seen).containsExactly("complete");
  }

  @Test
  void aBlockingExchangeWaitsUntilItsDispatchIsOver() {
    leash.hold();
    assertThat(world.waiting).hasSize(1);

    leash.dispatched();

    assertThat(world.waiting).isEmpty();
  }

  @Test
  void anExchangeWaitsOnceHoweverOftenItStarts() {
    goneAsync();
    leash.dispatched();
    goneAsync();

    assertThat(world.waiting).hasSize(1);
  }

  @Test
  void anExchangeWhoseKeyEndsWhileItIsDispatchedIsCompletedWhereItStartsAgain() {
    AsyncContext context = goneAsync();
    leash.dispatched();
    context.dispatch();
    world.endKey();
    assertThat(seen).containsExactly("dispatch");
    assertThat(leash.ended()).isNotNull();

    goneAsync();
    leash.dispatched();

    assertThat(seen).containsExactly("dispatch", "refused", "complete");
  }

  private AsyncContext goneAsync() {
    return leash.goneAsync(container(AsyncContext.class), container(HttpServletRequest.class));
  }

  private Allowed allowed() {
    StoredKey stored = new SampleKey().stored();
    Known known = Known.of(stored, endings);
    return new Allowed(
        new Found(known, stored.secrets().get(0), Optional.empty()),
        new Circumstances(List.of(), Optional.empty(), "192.0.2.1", SampleKey.CREATED));
  }

  /** The container's side: notes how an exchange goes on. */
  private <T> T container(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> answer(called.getName())));
  }

  private @Nullable Object answer(String called) {
    if (called.equals("complete") || called.equals("dispatch")) {
      seen.add(called);
    }
    return called.equals("isCommitted") ? false : null;
  }
}
