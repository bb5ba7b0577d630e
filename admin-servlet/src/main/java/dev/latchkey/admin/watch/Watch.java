package dev.latchkey.admin.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.store.Nodes;
import dev.latchkey.key.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/health}, {@code /v1/nodes} and {@code /openapi.json}. */
public final class Watch {
  private final Door door;
  private final Nodes nodes;
  private final TimeSource time;
  private final Supplier<Optional<String>> trouble;
  private final Supplier<List<String>> concerns;

  /**
   * Watches this installation.
   *
   * @param trouble why this app lets nobody in; empty when it does
   * @param concerns what is wrong with the database though it does
   */
  public Watch(
      Door door,
      Nodes nodes,
      TimeSource time,
      Supplier<Optional<String>> trouble,
      Supplier<List<String>> concerns) {
    this.door = door;
    this.nodes = nodes;
    this.time = time;
    this.trouble = trouble;
    this.concerns = concerns;
  }

  /** {@code GET /v1/health}: ready, or why not. Asks no database, which may hang. */
  public Reply health(Request request) {
    request.allowQuery(Set.of());
    Optional<String> why = trouble.get();
    if (why.isPresent()) {
      throw Problem.of(Kind.UNAVAILABLE, why.get()).with("Retry-After", "2");
    }
    ObjectNode health = Json.object().put("ready", true);
    List<String> found = concerns.get();
    if (!found.isEmpty()) {
      health.put("concern", String.join("; ", found));
    }
    return Reply.data(health);
  }

  /** {@code GET /v1/nodes}: for operators. */
  public Reply nodes(Request request) {
    Actor actor = door.actor(request, Door.NODES_READ);
    actor.requireOperator();
    request.allowQuery(Set.of());
    Nodes.Census census = nodes.census();
    ArrayNode views = Json.array();
    for (Nodes.Seen node : census.nodes()) {
      ObjectNode view = views.addObject();
      view.put("id", node.id());
      view.put("name", node.name());
      view.put("entry", node.entry());
      Json.put(view, "beat_at", Optional.of(node.beatAt()));
      view.put("live", node.live());
      Json.putSeconds(view, "lease_seconds", node.lease());
      Json.putSeconds(view, "grace_seconds", node.grace());
    }
    return census.isWhole()
        ? Reply.data(views)
        : Reply.data(views, "others_until", now().plus(census.doubt()));
  }

  /** {@code GET /openapi.json}. */
  public Reply contract(Request request) {
    request.allowQuery(Set.of());
    return Reply.text(200, Contract.TEXT);
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  /** Read when it is first asked for. */
  private static final class Contract {
    static final String TEXT = read();

    private static String read() {
      try (InputStream in =
          Objects.requireNonNull(
              Watch.class.getResourceAsStream("/dev/latchkey/admin/openapi.json"))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
