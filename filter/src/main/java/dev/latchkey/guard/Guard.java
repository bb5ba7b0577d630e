package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.FusedReader;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.legacy.LegacyKeys;
import dev.latchkey.guard.respond.Replies;
import dev.latchkey.guard.respond.Reply;
import dev.latchkey.guard.usage.Usage;
import dev.latchkey.guard.usage.UsageSettings;
import dev.latchkey.guard.usage.UseCount;
import dev.latchkey.journal.Bookmark;
import dev.latchkey.journal.BookmarkFile;
import dev.latchkey.journal.Doorbell;
import dev.latchkey.journal.Follower;
import dev.latchkey.journal.FollowerThread;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.NotTakenException;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.TimeSource;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.store.Fuse;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DoorbellWire;
import dev.latchkey.store.jdbc.JdbcFeed;
import dev.latchkey.store.jdbc.JdbcFirstUses;
import dev.latchkey.store.jdbc.JdbcKeyReader;
import dev.latchkey.store.jdbc.JdbcLegacyReader;
import dev.latchkey.store.jdbc.JdbcNonces;
import dev.latchkey.store.jdbc.JdbcObservedLog;
import dev.latchkey.store.jdbc.JdbcUsageSink;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of one app: puts the rooms together, and owns what must be stopped with the app. The
 * admin servlet of the same app finds it under {@link #ATTRIBUTE}. Safe for use by many threads.
 */
public final class Guard implements AutoCloseable {
  /** The context attribute under which a guard that is in place can be found. */
  public static final String ATTRIBUTE = "dev.latchkey.guard";

  private static final String SEE_LOG = "; the log says why";

  private static final Logger log = LoggerFactory.getLogger(Guard.class);
  private static final Duration LONGEST_START = Duration.ofSeconds(10);
  private static final Duration BETWEEN_OUTAGE_LINES = Duration.ofSeconds(10);

  private final GuardSettings settings;
  private final TimeSource time;
  private final Interval outageLines;
  private final Interval failureLines;
  private final Database database;
  private final Doorbell doorbell = new Doorbell();
  private final Follower follower;
  private final FollowerThread thread;
  private final KeyEndings endings = new KeyEndings();
  private final LegacyKeys legacy;
  private final Kinds kinds;
  private final Counting counting;
  private final Gate gate;
  private final Inquiry inquiry;
  private final Optional<Usage> usage;
  private final Replies replies;
  private final @Nullable Observer observer;
  private final @Nullable Exchanges exchanges;
  private final @Nullable Sessions sessions;
  private Optional<DoorbellWire> wire = Optional.empty();

  private Guard(GuardSettings settings, TimeSource time) {
    this.settings = settings;
    this.time = time;
    this.outageLines = new Interval(BETWEEN_OUTAGE_LINES, time);
    this.failureLines = new Interval(BETWEEN_OUTAGE_LINES, time);
    this.database = Database.open(settings.database(), "guard", settings.lease().callTimeout());
    FusedReader reader = new FusedReader(new JdbcKeyReader(database), new Fuse(time));
    KnownKeys keys = new KnownKeys(reader, endings, settings.keysInMemory());
    KnownTagKeys tagKeys = new KnownTagKeys(reader, time);
    this.legacy =
        new LegacyKeys(
            reader.before(new JdbcLegacyReader(database)),
            new JdbcFirstUses(database),
            keys,
            time,
            settings.legacySeparator(),
            settings.keysInMemory());
    Node node = new Node(UUID.randomUUID().toString(), settings.nodeName(), settings.lease());
    Bookmark bookmark =
        settings
            .positionFile()
            .or(this::besideTheDatabase)
            .<Bookmark>map(BookmarkFile::new)
            .orElse(Bookmark.NONE);
    this.follower =
        new Follower(
            new JdbcFeed(database),
            legacy.learning(new Knowledge(keys, tagKeys)),
            node,
            time,
            bookmark);
    this.thread = new FollowerThread(follower, doorbell, node, () -> afterPoll(keys));
    this.kinds = new Kinds(settings, keys, tagKeys, legacy, endings, time);
    this.counting = new Counting(settings, database, time);
    CredentialLookup lookups = kinds.lookups();
    this.inquiry = new Inquiry(lookups, follower::replica, time);
    this.usage =
        Optional.of(settings.usage())
            .filter(UsageSettings::on)
            .map(asked -> new Usage(new JdbcUsageSink(database), node.id(), time, asked));
    this.gate =
        new Gate(
            settings.routes(),
            new Judgement(
                lookups,
                new JdbcNonces(database),
                counting.limiter(),
                follower::replica,
                time,
                new DecisionLog(settings.nodeName()),
                usage.<UseCount>map(count -> count).orElse(UseCount.NONE)),
            settings.request().corsPreflight());
    this.replies = new Replies(settings.request().realm());
    this.observer =
        settings.observe()
            ? new Observer(settings.routes(), new JdbcObservedLog(database), time)
            : null;
    Tethers tethers = new Tethers(keys, endings, follower::replica, time);
    this.exchanges =
        settings.longLived().endExchanges() ? new Exchanges(tethers, this::reply) : null;
    this.sessions = settings.longLived().endSessions() ? new Sessions(tethers) : null;
  }

  /** Reads the settings of an app, starts its guard and leaves it where the app can find it. */
  static Guard start(ServletContext context, Map<String, String> initParams) {
    long started = TimeSource.SYSTEM.nanoTime();
    GuardSettings settings = GuardSettings.read(Configuration.find(context, initParams));
    Guard guard = new Guard(settings, TimeSource.SYSTEM);
    try {
      guard.start();
    } catch (NotTakenException e) {
      guard.close();
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
    context.setAttribute(ATTRIBUTE, guard);
    log.info(
        "latchkey guards {} after {} ms, keys from {}, node={}",
        context.getContextPath().isEmpty() ? "/" : context.getContextPath(),
        Duration.ofNanos(TimeSource.SYSTEM.nanoTime() - started).toMillis(),
        settings.database().shown(),
        settings.nodeName());
    return guard;
  }

  /** Asks this node to look for news now: somebody in this app has just written. */
  public void ring() {
    doorbell.ring();
  }

  /**
   * Why this node cannot let anybody in at the moment; empty when it can. Fit for anybody: what a
   * driver says of hosts and roles is for the log.
   */
  public Optional<String> trouble() {
    Replica replica = follower.replica();
    if (replica.mayActAt(time)) {
      return Optional.empty();
    }
    String why = replica.trouble().map("the guard "::concat).orElse("the guard's lease is over");
    return thread
        .refusal()
        .map("the guard is not taken: "::concat)
        .or(() -> Optional.of(thread.failure().isPresent() ? why + SEE_LOG : why));
  }

  /** What is wrong though this node lets people in; empty when nothing is. Fit for anybody. */
  public Optional<String> concern() {
    Optional<String> other = otherConcern();
    return observer == null
        ? other
        : Optional.of(other.map(why -> Observer.CONCERN + "; " + why).orElse(Observer.CONCERN));
  }

  private Optional<String> otherConcern() {
    return thread
        .failure()
        .map(failure -> "the guard's last poll failed" + SEE_LOG)
        .or(() -> follower.concern().map("the database runs with "::concat))
        .or(kinds::concern)
        .or(() -> usage.flatMap(Usage::concern));
  }

  /** Waits for this node to be ready, for as long as a start may take. */
  public void awaitReady() {
    doorbell.ring();
    thread.awaitUpToDate(LONGEST_START);
  }

  /**
   * What a token proves that somebody was handed; empty when that is nothing. No scope is asked
   * for, and it counts as no use. What is bound to a request proves nothing here.
   *
   * @param address where it is used from; empty where nobody knows: the networks of its key are not
   *     asked then
   * @throws dev.latchkey.store.StoreException when this node cannot tell
   */
  public Optional<Proven> prove(String token, Optional<String> address) {
    return inquiry.about(token, address);
  }

  /** Where a request comes from, as the guard sees it: through the proxies that it believes. */
  public String address(HttpServletRequest request) {
    return new Incoming(GuardedRequest.bare(request), settings.request()).address();
  }

  /** Scheme, host and port that a request was sent to, as clients know the app. */
  public String origin(HttpServletRequest request) {
    return originOf(new Incoming(GuardedRequest.bare(request), settings.request()).url());
  }

  /** The origin of an absolute URL: RFC 6454 section 6.2. */
  public static String originOf(String url) {
    int authority = url.indexOf("://") + 3;
    int end = url.indexOf('/', authority);
    return end < 0 ? url : url.substring(0, end);
  }

  @Override
  public void close() {
    if (observer != null) {
      observer.close();
    }
    thread.close();
    kinds.close();
    counting.close();
    wire.ifPresent(DoorbellWire::close);
    endings.close();
    legacy.close();
    usage.ifPresent(Usage::close);
    database.close();
  }

  RequestSettings request() {
    return settings.request();
  }

  /** Tells now how keys were used so far. */
  void tellUsage() {
    usage.ifPresent(Usage::tell);
  }

  /** How exchanges that go on end with their keys; null where they do not. */
  @Nullable Exchanges exchanges() {
    return exchanges;
  }

  /** The sessions that end with their keys; null where they do not. */
  @Nullable Sessions sessions() {
    return sessions;
  }

  /**
   * Decides. Whatever goes wrong on the way is no permission; where it goes wrong for one key
   * alone, anybody who knows its id can ask for it without end.
   */
  Decision decide(HttpServletRequest request) {
    Incoming incoming = new Incoming(request, settings.request());
    Decision decision;
    try {
      decision = gate.decide(incoming);
    } catch (RuntimeException | Error e) {
      if (failureLines.isDue()) {
        log.error("latchkey could not decide", e);
      }
      decision = new Decision.Undecided("failed: " + e.getClass().getSimpleName());
    }
    if (observer != null) {
      return observer.soften(decision, incoming);
    }
    note(decision);
    return decision;
  }

  /** The answer in place of the app's, to a request that is not let through. */
  Reply reply(Decision decision) {
    if (decision instanceof Decision.Limited limited) {
      return replies.limited(limited.toll());
    }
    return decision instanceof Decision.Refused refused
        ? replies.to(refused.refusal())
        : replies.unavailable();
  }

  boolean isSoon(Instant end) {
    return end.isBefore(now().plus(settings.request().warnBefore()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  /** A copy of the one file that is put back leaves the other where it is. */
  private Optional<Path> besideTheDatabase() {
    return settings.database().isSqlite()
        ? database.sqliteFile().map(file -> file.resolveSibling(file.getFileName() + ".position"))
        : Optional.empty();
  }

  private void afterPoll(KnownKeys keys) {
    review(keys);
    legacy.keepUp();
    counting.keepUp();
  }

  /** A node that may not act does not know what has ended. */
  private void review(KnownKeys keys) {
    if (trouble().isEmpty()) {
      endings.review(keys, now());
    }
  }

  private void start() {
    wire = DoorbellWire.connect(database, doorbell);
    kinds.start();
    usage.ifPresent(Usage::start);
    if (observer != null) {
      observer.start();
    }
    try {
      thread.start(LONGEST_START);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A refused key that exists is worth a line; what anybody can send is not, but for debugging. */
  private void note(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      Refusal refusal = refused.refusal();
      if (refusal.key().isPresent()) {
        log.info("latchkey refused key={} why=\"{}\"", refusal.key().get(), refusal.why());
      } else {
        log.debug("latchkey refused why=\"{}\"", refusal.why());
      }
    } else if (decision instanceof Decision.Undecided undecided && outageLines.isDue()) {
      log.warn("latchkey could not tell why=\"{}\"", undecided.why());
    }
  }
}
