package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.TagKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Requests with opaque keys that the node has in memory, each beside the same request to what
 * somebody could write by hand. Every method answers with the status of the request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpaqueKeys {
  static final String PATH = "/zones/example.com";
  private static final String READ = "{\"name\":\"bench\",\"scopes\":[\"zones:read\"]%s}";
  private static final KeyFormat FORMAT = new KeyFormat("lk", List.of("live"));

  private final Minimum minimum = new Minimum();
  private App app;
  private Turns valid;
  private Turns unknown;
  private Turns forged;
  private Turns expired;
  private Turns scopeMissing;

  /** Issues the keys, and lets each be looked up once. */
  @Setup
  public void start() throws Exception {
    app = App.start();
    List<String> good = issue("");
    List<String> ending = issue(",\"expires_at\":\"" + Instant.now().plusSeconds(6) + "\"");
    List<String> gone = gone();
    long never = Long.MAX_VALUE;
    good.forEach(token -> minimum.put(token, Minimum.READ, never));
    ending.forEach(token -> minimum.put(token, Minimum.READ, 1));
    Thread.sleep(6_500);
    valid = turns("GET", good).expecting(200, app.filter());
    unknown = turns("GET", gone).expecting(401, app.filter());
    expired = turns("GET", ending).expecting(401, app.filter());
    scopeMissing = turns("POST", good).expecting(403, app.filter());
    forged = turns("GET", forgeries()).expecting(401, app.filter());
  }

  @TearDown
  public void stop() {
    app.close();
  }

  @Benchmark
  public int valid() throws Exception {
    return valid.through(app.filter());
  }

  @Benchmark
  public int unknown() throws Exception {
    return unknown.through(app.filter());
  }

  @Benchmark
  public int forged() throws Exception {
    return forged.through(app.filter());
  }

  @Benchmark
  public int expired() throws Exception {
    return expired.through(app.filter());
  }

  @Benchmark
  public int scopeMissing() throws Exception {
    return scopeMissing.through(app.filter());
  }

  @Benchmark
  public int validByHand() throws Exception {
    return valid.through(minimum);
  }

  @Benchmark
  public int unknownByHand() throws Exception {
    return unknown.through(minimum);
  }

  @Benchmark
  public int forgedByHand() throws Exception {
    return forged.through(minimum);
  }

  @Benchmark
  public int expiredByHand() throws Exception {
    return expired.through(minimum);
  }

  @Benchmark
  public int scopeMissingByHand() throws Exception {
    return scopeMissing.through(minimum);
  }

  private List<String> issue(String more) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < Turns.MANY; i++) {
      tokens.add(app.issue(READ.formatted(more)).path("key").asText());
    }
    return tokens;
  }

  /** Of our own form and with our own tag: such a key was there once. */
  private List<String> gone() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < Turns.MANY; i++) {
      JsonNode key = app.issue(READ.formatted(""));
      tokens.add(key.path("key").asText());
      app.delete(key);
    }
    return tokens;
  }

  /** Of our own form, with a right checksum and a tag that anybody can make up. */
  private static List<String> forgeries() {
    TagKey foreign = new TagKey(1, new byte[TagKey.BYTES]);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < Turns.MANY; i++) {
      KeyId id = new KeyId("forged%06d".formatted(i));
      tokens.add(FORMAT.print("live", id, new Secret("s".repeat(Secret.LENGTH)), foreign));
    }
    return tokens;
  }

  private static Turns turns(String method, List<String> tokens) {
    return Turns.of(tokens.size(), i -> new Exchange(method, PATH, tokens.get(i)));
  }
}
