package dev.latchkey.guard.usage;

import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.journal.TirelessThread;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.UsageSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how keys are used on this node, and tells the store once in a while on a thread of its
 * own: a row a secret, however many requests there were. A request counts for a key when it proved
 * one of its secrets, whether it was let through or not; what proved none counts for the node. Safe
 * for use by many threads.
 */
public final class Usage implements UseCount, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Usage.class);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

  private final KeyUses uses;
  private final Unproven unproven = new Unproven();
  private final Outbox outbox;
  private final TimeSource time;
  private final long everyMillis;
  private final TirelessThread thread =
      new TirelessThread("latchkey-usage", this::round, this::leave);
  private volatile Optional<String> concern = Optional.empty();
  private volatile boolean failed;
  private long turn;
  private long toldUntil;

  /**
   * Has counted nothing yet.
   *
   * @param node the id of this node
   */
  public Usage(UsageSink sink, String node, TimeSource time, UsageSettings settings) {
    this.uses = new KeyUses(settings.mostKeys());
    this.outbox = new Outbox(sink, node, settings.mostKeys());
    this.time = time;
    this.everyMillis = settings.every().toMillis();
    this.toldUntil = time.currentTimeMillis();
    this.turn = turn();
  }

  public void start() {
    thread.start();
  }

  @Override
  public void note(Decision decision, List<Scope> needed, String address, Message message) {
    try {
      if (decision instanceof Decision.Allowed allowed) {
        count(allowed.found(), Finding.PASSED, needed, address, message);
      } else if (decision instanceof Decision.Limited limited) {
        count(limited.found(), Finding.RATE_LIMITED, needed, address, message);
      } else if (decision instanceof Decision.Refused refused) {
        countRefused(refused.refusal(), needed, address, message);
      } else {
        unproven.undecided();
      }
    } catch (RuntimeException e) {
      noteFailure(e);
    }
  }

  /** What could not be told so far; empty when all was. Fit for anybody. */
  public Optional<String> concern() {
    return concern;
  }

  /** Tells what there is, if it is time to. */
  public synchronized void tellIfDue() {
    if (turn() != turn) {
      tell();
    }
  }

  /** Tells what there is, now. What cannot be told stays for the next time. */
  public synchronized void tell() {
    turn = turn();
    long until = time.currentTimeMillis();
    for (SecretUse use : uses.take()) {
      if (!outbox.put(use)) {
        unproven.uncounted(use.requests());
      }
    }
    try {
      outbox.send();
      outbox.sendLast(unproven.take(minute(toldUntil), second(until)));
      toldUntil = until;
      noteSuccess();
    } catch (StoreException e) {
      noteUntold(e);
    }
  }

  /** Tells what there is, within a bounded time, and counts no more. */
  @Override
  public void close() {
    thread.close(LONGEST_GOODBYE);
  }

  private void countRefused(Refusal refusal, List<Scope> needed, String address, Message message) {
    if (refusal.fault().isPresent()) {
      Refusal.Fault fault = refusal.fault().get();
      count(fault.found(), fault.finding(), needed, address, message);
    } else {
      unproven.refused();
    }
  }

  private void count(
      Found found, Finding finding, List<Scope> needed, String address, Message message) {
    long now = time.currentTimeMillis();
    if (!uses.count(new Use(found, finding, needed, address, message, now))) {
      unproven.uncounted(1);
    }
  }

  /** Reports come when the clock turns, so that hardly any of them is about two hours. */
  private void round() throws InterruptedException {
    long now = time.currentTimeMillis();
    TimeUnit.MILLISECONDS.sleep(everyMillis - Math.floorMod(now, everyMillis));
    tellIfDue();
  }

  private void leave() {
    tell();
  }

  private long turn() {
    return Math.floorDiv(time.currentTimeMillis(), everyMillis);
  }

  private void noteSuccess() {
    if (concern.isPresent()) {
      log.info("latchkey tells again how keys are used");
    }
    concern = Optional.empty();
  }

  private void noteUntold(StoreException e) {
    if (concern.isEmpty()) {
      log.warn("latchkey could not tell how keys are used, and will: {}", e.getMessage());
    }
    concern = Optional.of("how keys are used could not be told since " + second(toldUntil));
  }

  private void noteFailure(RuntimeException e) {
    if (!failed) {
      failed = true;
      log.error("latchkey could not count a request; it says so once", e);
    }
  }

  private static Instant minute(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Instant second(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }
}
