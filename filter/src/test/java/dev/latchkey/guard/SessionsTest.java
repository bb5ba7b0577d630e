package dev.latchkey.guard;

import static dev.latchkey.journal.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoredKey;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions that go to other nodes, over restarts, and away by themselves. */
class SessionsTest {
  private static final Instant NOW = SampleKey.CREATED;

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final Tethers tethers =
      new Tethers(keys, endings, SessionsTest::replica, new ManualTime());
  private final Sessions sessions = new Sessions(tethers);
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final CountDownLatch invalidated = new CountDownLatch(1);
  private final HttpSession session = session();

  @Test
  void aSessionEndsWithItsKeyThoughNobodyLooksAtIt() throws InterruptedException {
    sessions.open(session, found());

    becomes(new SampleKey().revoked());
    endings.review(keys, NOW);

    assertThat(invalidated.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSessionThatEndedByItselfIsNotEndedAgain() throws InterruptedException {
    sessions.open(session, found());
    session.removeAttribute(SessionBond.ATTRIBUTE);

    becomes(new SampleKey().revoked());
    int asked = store.finds();
    endings.review(keys, NOW);

    assertThat(store.finds()).as("nobody asks for its key any more").isEqualTo(asked);
    letCallbacksRun();
    assertThat(invalidated.getCount()).isEqualTo(1);
  }

  @Test
  void aSessionThatCameFromAfarEndsWithItsKeyToo() throws Exception {
    sessions.open(session, found());
    comeFromAfar();
    assertThat(sessions.shows(session, Optional.empty())).isTrue();

    becomes(new SampleKey().revoked());
    endings.review(keys, NOW);

    assertThat(invalidated.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSessionThatCameFromAfarIsNotThereWhenItsKeyHasEndedMeanwhile() throws Exception {
    sessions.open(session, found());
    comeFromAfar();
    becomes(new SampleKey().revoked());

    assertThat(sessions.shows(session, Optional.empty())).isFalse();
    assertThat(invalidated.getCount()).isZero();
  }

  @Test
  void whatASessionCarriesHoldsTheIdAndNothingOfTheSecret() throws IOException {
    sessions.open(session, found());

    String written = new String(serialised(), StandardCharsets.ISO_8859_1);
    assertThat(written).contains(new SampleKey().id().value()).doesNotContain("ssss");
    assertThat(written.length()).isLessThan(200);
  }

  @Test
  void aSessionOfAKeyThatAnIssuerKeepsIsNobodysFromAfar() throws Exception {
    StoredKey visitor = new SampleKey().stored();
    Found found = new Found(Known.of(visitor, endings), visitor.secrets().get(0));
    sessions.open(session, found);
    assertThat(sessions.shows(session, Optional.empty())).isTrue();

    comeFromAfar();

    assertThat(sessions.shows(session, Optional.of(allowed(found)))).isTrue();
    comeFromAfar();
    assertThat(sessions.shows(session, Optional.empty())).isFalse();
  }

  private static Replica replica() {
    throw new AssertionError("a session asks for no lease");
  }

  private Found found() {
    becomes(new SampleKey());
    Known known = keys.load(new SampleKey().id()).orElseThrow();
    return new Found(known, known.stored().secrets().get(0));
  }

  private static Allowed allowed(Found found) {
    return new Allowed(found, new Circumstances(List.of(), Optional.empty(), "192.0.2.1", NOW));
  }

  private void becomes(SampleKey changed) {
    keys.learn(List.of(entry(store.put(changed), changed.id().toString().replace('_', ':'))));
  }

  private void letCallbacksRun() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    endings.register(new KeyId("ZZZZZZZZZZZZ"), last::countDown);
    endings.review(keys, NOW);
    assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** As a container does that keeps sessions elsewhere: here, nobody waits for it yet. */
  private void comeFromAfar() throws IOException, ClassNotFoundException {
    Object left = attributes.get(SessionBond.ATTRIBUTE);
    unbind(session, SessionBond.ATTRIBUTE, left);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialised()))) {
      attributes.put(SessionBond.ATTRIBUTE, in.readObject());
    }
  }

  private byte[] serialised() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(attributes.get(SessionBond.ATTRIBUTE));
    }
    return bytes.toByteArray();
  }

  private HttpSession session() {
    return (HttpSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (self, called, arguments) -> answer((HttpSession) self, called.getName(), arguments));
  }

  private @Nullable Object answer(HttpSession self, String called, Object @Nullable [] arguments) {
    String name = arguments == null ? "" : String.valueOf(arguments[0]);
    switch (called) {
      case "getAttribute" -> {
        return attributes.get(name);
      }
      case "setAttribute" -> unbind(self, name, attributes.put(name, value(arguments)));
      case "removeAttribute" -> unbind(self, name, attributes.remove(name));
      case "invalidate" -> invalidated.countDown();
      default -> throw new AssertionError("the guard called " + called);
    }
    return null;
  }

  private static Object value(Object @Nullable [] arguments) {
    if (arguments == null) {
      throw new AssertionError("an attribute has a value");
    }
    return arguments[1];
  }

  private static void unbind(HttpSession self, String name, @Nullable Object was) {
    if (was instanceof HttpSessionBindingListener listener) {
      listener.valueUnbound(new HttpSessionBindingEvent(self, name, was));
    }
  }
}
