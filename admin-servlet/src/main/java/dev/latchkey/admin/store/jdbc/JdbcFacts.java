package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Keepsakes;
import dev.latchkey.admin.store.KeptAnswer;
import dev.latchkey.admin.store.KeyCount;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LegacySecret;
import dev.latchkey.admin.store.PeopleFacts;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Dialect;
import dev.latchkey.store.jdbc.JdbcKeyReader;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The facts within one transaction that holds the head of the journal. For one thread. */
final class JdbcFacts implements Facts {
  private static final String HEAD =
      """
      SELECT number, hash, timeline, %s AS present, %s AS forgets
        FROM latchkey_head WHERE one = 1
      """;

  private static final String DOUBT = "UPDATE latchkey_head SET doubted_at = %s WHERE one = 1";

  private static final String CLOSE =
      "UPDATE latchkey_proposal SET done_at = ? WHERE hash = ? AND done_at IS NULL";

  private static final String NOTE =
      """
      INSERT INTO latchkey_journal
        (number, at, actor, action, account_id, target, detail, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String PUT_TAG_KEY =
      """
      INSERT INTO latchkey_tag_key (version, tag_key, check_value, created_at) VALUES (?, ?, ?, ?)
      """;

  private static final String PAIR =
      "SELECT key_id FROM latchkey_secret WHERE kind = 'keypair' AND digest = ?";

  private static final String ANSWER =
      "SELECT id, request_hash, key_id, sealed FROM latchkey_answer WHERE id = ?";

  private static final String PUT_ANSWER =
      """
      INSERT INTO latchkey_answer (id, request_hash, key_id, sealed, created_at)
      VALUES (?, ?, ?, ?, %s)
      """;

  /** What is done with the session: the one place where its exceptions change their kind. */
  private interface Step<T> {
    T run() throws SQLException;
  }

  private record Head(long number, String hash) {}

  /**
   * What the lock showed.
   *
   * @param timeline on which the last writer wrote; empty before there was one
   * @param present the timeline of the database now
   * @param forgets why the database may lose what it acknowledges; empty when it does not
   */
  private record Locked(Head head, String timeline, String present, String forgets) {}

  private final Session session;
  private final Chain chain;
  private final String actor;
  private final Instant now;
  private Head head;

  private JdbcFacts(Session session, Chain chain, String actor, Instant now, Head head) {
    this.session = session;
    this.chain = chain;
    this.actor = actor;
    this.now = now;
    this.head = head;
  }

  /** Waits until nobody else writes, and only then looks at the clock. */
  static JdbcFacts lock(Session session, Chain chain, String actor, TimeSource time)
      throws SQLException {
    Dialect dialect = session.dialect();
    Locked locked =
        session
            .first(
                dialect.locked(HEAD.formatted(dialect.timeline(), dialect.forgets())),
                row ->
                    new Locked(
                        new Head(row.number("number"), row.text("hash")),
                        row.text("timeline"),
                        row.text("present"),
                        row.text("forgets")))
            .orElseThrow(() -> new SQLException("the journal has lost its head"));
    Durability.requireNothingForgotten(locked.forgets());
    noteTimeline(session, locked);
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    return new JdbcFacts(session, chain, actor, now, locked.head());
  }

  /** The first writer after a replica took over says so: it may have missed that nodes joined. */
  private static void noteTimeline(Session session, Locked locked) throws SQLException {
    if (locked.timeline().equals(locked.present())) {
      return;
    }
    session.update("UPDATE latchkey_head SET timeline = ? WHERE one = 1", locked.present());
    if (!locked.timeline().isEmpty()) {
      session.update(DOUBT.formatted(session.dialect().now()));
    }
  }

  /** Moves the head to the last entry, and answers its number. */
  long finish() throws SQLException {
    session.update(
        "UPDATE latchkey_head SET number = ?, hash = ? WHERE one = 1", head.number(), head.hash());
    return head.number();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Optional<KeyRecord> key(KeyId id) {
    return run(() -> KeyRows.find(session, id));
  }

  @Override
  public Optional<UserRecord> user(UserId id) {
    return run(() -> PeopleRows.user(session, id));
  }

  @Override
  public Optional<AccountRecord> account(AccountId id) {
    return run(() -> PeopleRows.account(session, id));
  }

  @Override
  public Optional<PlanRecord> plan(String name) {
    return run(() -> PlanRows.find(session, name));
  }

  @Override
  public List<PlanRecord> plans() {
    return run(() -> PlanRows.all(session));
  }

  @Override
  public void put(PlanRecord plan) {
    done(() -> PlanRows.put(session, plan));
  }

  @Override
  public void deletePlan(String name) {
    done(() -> PlanRows.delete(session, name));
  }

  @Override
  public boolean isTaken(String plan) {
    return run(() -> PlanRows.isTaken(session, plan));
  }

  @Override
  public KeyCount countKeys(AccountId account, UserId owner) {
    return run(() -> KeyRows.count(session, account, owner, now));
  }

  @Override
  public PeopleFacts people() {
    return JdbcPeople.within(session);
  }

  @Override
  public Optional<Installation> installation() {
    return run(() -> PeopleRows.installation(session));
  }

  @Override
  public TagKeys tagKeys() {
    return run(() -> JdbcKeyReader.tagKeys(session));
  }

  @Override
  public boolean has(PublicHalf half) {
    return run(() -> session.first(PAIR, row -> true, half.thumbprint().hex()).isPresent());
  }

  @Override
  public void put(KeyRecord key) {
    done(() -> KeyRows.put(session, key));
    new JdbcKeepsakes(session).dropDead(key, now);
  }

  @Override
  public List<LegacySecret> legacy(Collection<String> selectors) {
    return run(() -> LegacyRows.find(session, selectors));
  }

  @Override
  public void add(List<KeyRecord> keys) {
    done(() -> KeyRows.add(session, keys));
  }

  @Override
  public long legacyBeyond(AccountId account, Instant end) {
    return run(() -> LegacyRows.countBeyond(session, account, end));
  }

  @Override
  public void endLegacy(AccountId account, Instant end) {
    done(() -> LegacyRows.end(session, account, end));
  }

  @Override
  public void delete(KeyId key) {
    done(() -> KeyRows.delete(session, key));
  }

  @Override
  public List<SigningKey> signingKeys() {
    return run(() -> SigningKeyRows.all(session));
  }

  @Override
  public void put(SigningKey key) {
    done(() -> SigningKeyRows.put(session, key));
  }

  @Override
  public void put(Promise promise) {
    done(() -> PeopleRows.put(session, promise));
  }

  @Override
  public boolean close(Entry proposal) {
    return run(() -> session.update(CLOSE, now, proposal.hash()) > 0);
  }

  @Override
  public void doubtNodes() {
    done(() -> session.update(DOUBT.formatted(session.dialect().now())));
  }

  @Override
  public void put(UserRecord user) {
    done(() -> PeopleRows.put(session, user));
  }

  @Override
  public void put(AccountRecord account) {
    done(() -> PeopleRows.put(session, account));
  }

  @Override
  public void put(Installation installation, TagKey tagKey, String tagKeyHex) {
    done(
        () -> {
          PeopleRows.put(session, installation);
          session.update(PUT_TAG_KEY, tagKey.version(), tagKeyHex, tagKey.checkValue(), now);
        });
  }

  @Override
  public Keepsakes keepsakes() {
    return new JdbcKeepsakes(session);
  }

  @Override
  public Optional<KeptAnswer> answer(String id) {
    return run(
        () ->
            session.first(
                ANSWER,
                row ->
                    new KeptAnswer(
                        row.text("id"),
                        row.text("request_hash"),
                        new KeyId(row.text("key_id")),
                        row.maybeText("sealed")),
                id));
  }

  @Override
  public void put(KeptAnswer answer) {
    done(
        () ->
            session.update(
                PUT_ANSWER.formatted(session.dialect().now()),
                answer.id(),
                answer.requestHash(),
                answer.key().value(),
                answer.sealed()));
  }

  @Override
  public void dropAnswers(Duration sealed, Duration kept) {
    String older = "created_at < (SELECT " + session.dialect().now() + " - ?)";
    done(
        () -> {
          session.update("DELETE FROM latchkey_answer WHERE " + older, kept.toMillis());
          session.update(
              "UPDATE latchkey_answer SET sealed = NULL WHERE sealed IS NOT NULL AND " + older,
              sealed.toMillis());
        });
  }

  @Override
  public long note(Deed deed) {
    long number = head.number() + 1;
    String account = deed.account().value();
    String hash =
        chain.next(
            head.hash(), number, now, actor, deed.action(), account, deed.target(), deed.detail());
    done(
        () ->
            session.update(
                NOTE,
                number,
                now,
                actor,
                deed.action(),
                account,
                deed.target(),
                deed.detail(),
                hash));
    head = new Head(number, hash);
    return number;
  }

  private interface Act {
    void run() throws SQLException;
  }

  private static void done(Act act) {
    run(
        () -> {
          act.run();
          return true;
        });
  }

  private static <T> T run(Step<T> step) {
    try {
      return step.run();
    } catch (SQLException e) {
      throw new StoreException("the change could not be written: " + e.getMessage(), e);
    }
  }
}
