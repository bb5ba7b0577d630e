package dev.latchkey.admin.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeptAnswer;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does something once, however often it is asked for under the same Idempotency-Key: in the same
 * transaction as the thing itself, so that a lost connection leaves either both or neither.
 */
public final class Once {
  private static final Duration SEALED = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofHours(24);

  private Once() {}

  /** What came of it. */
  public sealed interface Outcome {
    /** Done now, or a moment ago: the whole answer, with its secret. */
    record Whole(JsonNode data, long entry) implements Outcome {
      @Override
      public String toString() {
        return "Whole[" + entry + "]";
      }
    }

    /** Done a while ago: what has become of the key by now, without its text. */
    record Earlier(KeyRecord key, Instant now) implements Outcome {}
  }

  /** What was done: which key, what to answer, and the entry that says so. */
  public record Done(KeyId key, ObjectNode data, long entry) {
    @Override
    public String toString() {
      return "Done[" + key + "]";
    }
  }

  /**
   * Runs {@code work}, unless it was done before.
   *
   * @throws Problem 409 when the same Idempotency-Key came with another body
   */
  public static Outcome run(Facts facts, Optional<Retry> retry, Supplier<Done> work) {
    if (retry.isEmpty()) {
      Done done = work.get();
      return new Outcome.Whole(done.data(), done.entry());
    }
    facts.dropAnswers(SEALED, KEPT);
    Optional<KeptAnswer> kept = facts.answer(retry.get().id());
    return kept.isPresent()
        ? again(facts, retry.get(), kept.get())
        : first(facts, retry.get(), work.get());
  }

  private static Outcome first(Facts facts, Retry retry, Done done) {
    ObjectNode answer = Json.object();
    answer.put("entry", done.entry());
    answer.set("data", done.data());
    facts.put(
        new KeptAnswer(
            retry.id(),
            retry.requestHash(),
            done.key(),
            Optional.of(retry.seal(Json.print(answer)))));
    return new Outcome.Whole(done.data(), done.entry());
  }

  private static Outcome again(Facts facts, Retry retry, KeptAnswer kept) {
    if (!kept.requestHash().equals(retry.requestHash())) {
      throw Problem.conflict("this Idempotency-Key was used with another body; draw a new one");
    }
    if (kept.sealed().isPresent()) {
      JsonNode answer = Json.own(retry.open(kept.sealed().get()));
      return new Outcome.Whole(answer.path("data"), answer.path("entry").asLong());
    }
    return new Outcome.Earlier(
        facts
            .key(kept.key())
            .orElseThrow(() -> Problem.conflict("this was done, and the key deleted since")),
        facts.now());
  }
}
