package dev.latchkey.admin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.journal.Feed.Answer;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.Position;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import dev.latchkey.store.jdbc.JdbcFeed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node registers, however often it has to say so. */
@OnEachDatabase
final class JoinIT {
  private static final Node NODE = new Node("asked-twice", "node", LeaseTerms.DEFAULT);
  private static final String ROWS = "SELECT %s FROM latchkey_node WHERE id = 'asked-twice'";

  private final TestDatabase database;

  JoinIT(TestApp app) {
    this.database = app.database();
  }

  @Test
  void aRowThatIsWrittenAnewNeverLooksLikeTheOneBefore() {
    try (Database opened =
        Database.open(DatabaseSettings.at(database.url()), "test", Duration.ofSeconds(5))) {
      JdbcFeed feed = new JdbcFeed(opened);
      Position at = feed.join(NODE).position();
      feed.poll(NODE, at, entries -> at);
      final long before = database.number(ROWS.formatted("beats"));
      database.update("DELETE FROM latchkey_node WHERE id = 'asked-twice'");

      feed.poll(NODE, at, entries -> at);
      assertThat(database.number(ROWS.formatted("beats"))).isGreaterThan(before);
      feed.poll(NODE, at, entries -> at);
      assertThat(database.number(ROWS.formatted("beats"))).isGreaterThan(before + 1);
      feed.leave(NODE);
    }
  }

  @Test
  void aNodeThatNeverSawTheAnswerToItsJoinJoinsAgainAndIsSeenToLive() {
    try (Database opened =
        Database.open(DatabaseSettings.at(database.url()), "test", Duration.ofSeconds(5))) {
      JdbcFeed feed = new JdbcFeed(opened);
      feed.join(NODE);
      List<String> before = database.texts(ROWS.formatted("beats"));

      Position at = feed.join(NODE).position();

      assertThat(database.texts(ROWS.formatted("entry")))
          .containsExactly(Long.toString(at.entry()));
      assertThat(database.texts(ROWS.formatted("beats"))).isNotEqualTo(before).hasSize(1);
      assertThat(feed.poll(NODE, at, entries -> at)).isInstanceOf(Answer.Following.class);
      feed.leave(NODE);
      assertThat(database.texts(ROWS.formatted("beats"))).isEmpty();
    }
  }
}
