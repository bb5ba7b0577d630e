package dev.latchkey.admin;

import dev.latchkey.admin.app.Postgres;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Prints figures; asserts nothing. Not part of the test command: run it by name, {@code mvn verify
 * -pl admin-servlet -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=Figures
 * -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
final class Figures {
  private static final int CLIENTS = 8;
  private static final int CALLS = 2000;
  private static final int TRIES = 100;
  private static final Pattern ID = Pattern.compile("\"id\":\"(key_[^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private record Key(String id, String text) {}

  @Test
  void sqlite() throws Exception {
    figures("SQLite", TestDatabase.sqlite());
  }

  @Test
  void postgresql() throws Exception {
    Path folder = TestDatabase.newFolder();
    try (Postgres durable = Postgres.durable(folder, 0)) {
      figures("PostgreSQL 18", TestDatabase.at(durable.newDatabase()));
    }
  }

  private void figures(String name, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.on(database)) {
      String base = app.api().address();
      String admin = app.bootstrapKey();
      measure(name, "warm-up", 500, i -> issue(base, admin));
      List<Key> keys = Collections.synchronizedList(new ArrayList<>());
      measure(name, "issue", CALLS, i -> keys.add(issue(base, admin)));
      measure(name, "rotate", CALLS, i -> call(base, admin, keys.get(i), "/rotate?wait=PT0S"));
      measure(name, "revoke", CALLS, i -> call(base, admin, keys.get(i), "/revoke?wait=PT0S"));
      propagation(name, base, admin);
    }
  }

  private interface Work {
    void run(int i) throws Exception;
  }

  private static void measure(String name, String what, int calls, Work work) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    AtomicInteger next = new AtomicInteger();
    long started = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      running.add(
          clients.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                  work.run(i);
                }
                return true;
              }));
    }
    for (Future<?> one : running) {
      one.get();
    }
    clients.shutdown();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "figure: %s, %s, %d clients: %.0f a second%n", name, what, CLIENTS, calls / seconds);
  }

  /** Asks without pause with a key, revokes it meanwhile, and looks at who was let in when. */
  private void propagation(String name, String base, String admin) throws Exception {
    List<Double> millis = new ArrayList<>();
    List<Double> answers = new ArrayList<>();
    int late = 0;
    for (int i = 0; i < TRIES; i++) {
      Key key = issue(base, admin);
      require(200, status(base, key.text()));
      long asked = System.nanoTime();
      call(base, admin, key, "/revoke");
      long answered = System.nanoTime();
      int status = status(base, key.text());
      while (status == 200) {
        late++;
        status = status(base, key.text());
      }
      require(401, status);
      millis.add((System.nanoTime() - answered) / 1e6);
      answers.add((answered - asked) / 1e6);
    }
    Collections.sort(millis);
    Collections.sort(answers);
    System.out.printf(
        "figure: %s, %d revocations: accepted after the answer %d; revoke answered in p50 %.1f p99"
            + " %.1f ms, the first refusal came p50 %.1f max %.1f ms after it%n",
        name,
        TRIES,
        late,
        answers.get(TRIES / 2),
        answers.get(TRIES - 2),
        millis.get(TRIES / 2),
        millis.get(TRIES - 1));
  }

  private Key issue(String base, String admin) throws Exception {
    String body =
        post(
            base + "/latchkey/v1/users/admin/apikeys",
            admin,
            "{\"name\":\"figure\",\"scopes\":[\"zones:read\"]}");
    return new Key(found(ID, body), found(KEY, body));
  }

  private String call(String base, String admin, Key key, String verb) throws Exception {
    return post(base + "/latchkey/v1/users/admin/apikeys/" + key.id() + verb, admin, "{}");
  }

  private int status(String base, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/zones/a"))
            .header("Authorization", "Bearer " + key)
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private String post(String url, String key, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.body());
    }
    return response.body();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in the answer");
    }
    return matcher.group(1);
  }

  private static void require(int expected, int status) {
    if (status != expected) {
      throw new IllegalStateException("status " + status + " instead of " + expected);
    }
  }
}
