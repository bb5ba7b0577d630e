package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Redis;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits that three nodes keep together. */
final class SharedLimitsIT {
  private static long passing(TestApp node, Issued key, int requests) {
    return IntStream.range(0, requests)
        .filter(i -> node.api().as(key.text()).app("GET", "/zones/a") == 200)
        .count();
  }

  /** How many of many requests pass that come to all nodes at once. */
  private static long passing(List<TestApp> nodes, Issued key) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(nodes.size());
    try {
      List<Future<Long>> counts =
          nodes.stream().map(node -> clients.submit(() -> passing(node, key, 40))).toList();
      long all = 0;
      for (Future<Long> count : counts) {
        all += count.get();
      }
      return all;
    } finally {
      clients.shutdownNow();
    }
  }

  private static void withNodes(TestDatabase database, Work work) throws Exception {
    List<TestApp> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        nodes.add(TestApp.on(database));
      }
      work.with(nodes);
    } finally {
      nodes.forEach(TestApp::close);
    }
  }

  private interface Work {
    void with(List<TestApp> nodes) throws Exception;
  }

  @Test
  void noMorePassOnThreeNodesThanOnOneWhereTheDatabaseCounts() throws Exception {
    TestDatabase database = TestDatabase.withTwoRoles().with("latchkey.limits = database");
    withNodes(
        database,
        nodes -> {
          Issued key = Issued.by(nodes.get(0).admin(), "admin", "zones:read", "'rate':['50/PT1H']");
          assertThat(passing(nodes, key)).isEqualTo(50);
          assertThat(database.number("SELECT COUNT(*) FROM latchkey_bucket")).isEqualTo(1);
        });
  }

  @Test
  void inMemoryEachNodeCountsByItself() throws Exception {
    withNodes(
        TestDatabase.postgresql(),
        nodes -> {
          Issued key = Issued.by(nodes.get(0).admin(), "admin", "zones:read", "'rate':['30/PT1H']");
          assertThat(passing(nodes, key)).isEqualTo(90);
        });
  }

  @Test
  void whatRedisCountsIsExactTooAndWhileItIsAwayEachNodeHasItsShare() throws Exception {
    assumeThat(Redis.isInstalled()).as("redis-server is not installed").isTrue();
    try (Redis redis = Redis.start()) {
      String[] settings = {"latchkey.limits = " + redis.url(), "latchkey.poll = PT0.2S"};
      withNodes(
          TestDatabase.postgresql().with(settings),
          nodes -> {
            Issued key =
                Issued.by(nodes.get(0).admin(), "admin", "zones:read", "'rate':['50/PT1H']");
            assertThat(passing(nodes, key)).isEqualTo(50);
            redis.stop();
            Issued other =
                Issued.by(nodes.get(0).admin(), "admin", "zones:read", "'rate':['30/PT1H']");
            assertThat(passing(nodes, other)).isEqualTo(30);
          });
    }
  }

  @Test
  void whereThatIsThePolicyNobodyWithALimitPassesWhileNobodyCounts() throws Exception {
    assumeThat(Redis.isInstalled()).as("redis-server is not installed").isTrue();
    try (Redis redis = Redis.start();
        TestApp app =
            TestApp.on(
                TestDatabase.sqlite()
                    .with("latchkey.limits = " + redis.url(), "latchkey.limits.outage = refuse"))) {
      Issued limited = Issued.by(app.admin(), "admin", "zones:read", "'rate':['50/PT1H']");
      Issued free = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(limited.reads("a")).isEqualTo(200);
      redis.stop();
      assertThat(limited.reads("a")).isEqualTo(503);
      assertThat(free.reads("a")).isEqualTo(200);
      redis.startAgain();
      Await.until("counted again", Duration.ofSeconds(20), () -> limited.reads("a") == 200);
    }
  }

  @Test
  void aFileCountsForNobodyElse() {
    TestDatabase database = TestDatabase.sqlite().with("latchkey.limits = database");
    assertThatThrownBy(() -> TestApp.on(database).close())
        .hasMessageContaining("latchkey.limits: takes PostgreSQL");
  }
}
