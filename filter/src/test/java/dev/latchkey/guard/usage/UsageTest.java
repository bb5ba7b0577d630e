package dev.latchkey.guard.usage;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.Scope;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.UseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTest {
  private static final String HERE = "10.0.0.7";
  private static final List<Scope> READ = List.of(Scope.of("zones", "read"));

  /** A request as far as usage looks at it. */
  private record Sent(List<String> userAgents) implements Message {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String url() {
      return "http://127.0.0.1/";
    }

    @Override
    public List<String> headers(String name) {
      return name.equals("User-Agent") ? userAgents : List.of();
    }
  }

  private static final Message CURL = new Sent(List.of("curl/8.5.0"));

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final ManualTime time = new ManualTime();
  private final ToldUses told = new ToldUses();
  private final Usage usage = usage(100);

  private Usage usage(int most) {
    return new Usage(told, "n1", time, new UsageSettings(true, ofMinutes(1), most));
  }

  private Found found(SampleKey key, int ordinal) {
    Known known = Known.of(key.stored(), endings);
    return new Found(known, known.stored().secrets().get(ordinal - 1));
  }

  private Found found(SampleKey key) {
    return found(key, 1);
  }

  private void passes(Found found) {
    usage.note(allowed(found), READ, HERE, CURL);
  }

  private void refused(Finding finding, Found found) {
    usage.note(new Decision.Refused(Refusal.found(finding, found, READ)), READ, HERE, CURL);
  }

  private static Decision.Allowed allowed(Found found) {
    return new Decision.Allowed(
        found, new Circumstances(READ, Optional.empty(), HERE, Instant.EPOCH));
  }

  @Test
  void aRequestIsToldWithAllThatIsKeptOfIt() {
    time.pass(Duration.parse("PT2M3.456S"));
    passes(found(new SampleKey()));
    usage.tell();

    assertThat(told.only())
        .isEqualTo(
            new UseRecord(
                Optional.of(new SampleKey().id()),
                1,
                Instant.parse("2026-01-01T00:02:00Z"),
                Instant.parse("2026-01-01T00:02:03Z"),
                Map.of("allowed", 1L),
                Map.of(Scope.of("zones", "read"), 1L),
                List.of(HERE),
                HERE,
                "curl"));
  }

  @Test
  void aMillionRequestsOfAKeyAreARowAMinute() {
    Found found = found(new SampleKey());
    int minutes = 10;
    for (int i = 0; i < 1_000_000; i++) {
      passes(found);
      if (i % 100_000 == 99_999) {
        time.pass(ofMinutes(1));
      }
      usage.tellIfDue();
    }

    assertThat(told.ofKeys()).hasSize(minutes);
    assertThat(told.ofTheNode()).hasSize(minutes);
    assertThat(told.sum("allowed")).isEqualTo(1_000_000);
    assertThat(told.ofKeys().stream().map(UseRecord::from)).doesNotHaveDuplicates();
  }

  @Test
  void nothingIsToldBeforeTheClockTurns() {
    passes(found(new SampleKey()));
    time.pass(ofMillis(59_999));
    usage.tellIfDue();
    assertThat(told.ofKeys()).isEmpty();

    time.pass(ofMillis(1));
    usage.tellIfDue();
    assertThat(told.ofKeys()).hasSize(1);
  }

  @Test
  void refusalsOfAProvenSecretCountForItByWhatWasWrong() {
    Found found = found(new SampleKey());
    refused(Finding.EXPIRED, found);
    refused(Finding.EXPIRED, found);
    refused(Finding.SCOPE_MISSING, found);
    usage.note(new Decision.Refused(Refusal.replayed(found)), READ, HERE, CURL);
    usage.note(new Decision.Refused(Refusal.unlisted(found)), READ, HERE, CURL);
    usage.tell();

    assertThat(told.only().outcomes())
        .containsOnly(
            Map.entry("expired", 2L),
            Map.entry("scope_missing", 1L),
            Map.entry("replayed", 1L),
            Map.entry("unlisted", 1L));
    assertThat(told.only().scopes()).isEmpty();
  }

  @Test
  void whatProvesNoKeyCountsForTheNodeThoughItNamesOne() {
    Rejected claimed = new Rejected("wrong secret", Optional.of(new SampleKey().id()));
    usage.note(new Decision.Refused(Refusal.rejected(claimed)), READ, HERE, CURL);
    usage.note(new Decision.Refused(Refusal.rejected(new Rejected("unknown"))), READ, HERE, CURL);
    usage.note(new Decision.Undecided("away"), READ, HERE, CURL);
    usage.tell();
    usage.tell();

    assertThat(told.ofKeys()).isEmpty();
    assertThat(told.sum("unproven")).isEqualTo(2);
    assertThat(told.sum("undecided")).isEqualTo(1);
  }

  @Test
  void aNodeSaysUntilWhenItHasToldAllThoughThereWasNothing() {
    time.pass(ofSeconds(90));
    usage.tell();

    assertThat(told.ofTheNode()).hasSize(1);
    assertThat(told.ofTheNode().get(0).lastAt()).isEqualTo(Instant.parse("2026-01-01T00:01:30Z"));
    assertThat(told.ofTheNode().get(0).outcomes()).isEmpty();
  }

  @Test
  void secretsOfAKeyAreToldApart() {
    SampleKey key = new SampleKey().secret("t".repeat(32), Optional.empty());
    passes(found(key, 1));
    passes(found(key, 2));
    passes(found(key, 2));
    usage.tell();

    assertThat(told.ofKeys().stream().map(row -> row.ordinal() + " " + row.outcomes()))
        .containsExactlyInAnyOrder("1 {allowed=1}", "2 {allowed=2}");
  }

  @Test
  void theNarrowestOfTheScopesThatCoverIsTheOneThatWasTaken() {
    Found found = found(new SampleKey().scopes("*:* zones:* zones:read zones:read:a zones:write"));
    passes(found);
    usage.note(
        allowed(found), List.of(Scope.parse("zones:read:a"), Scope.parse("dns:edit")), HERE, CURL);
    usage.note(allowed(found), List.of(), HERE, CURL);
    usage.tell();

    assertThat(told.only().scopes())
        .containsOnly(
            Map.entry(Scope.parse("zones:read"), 1L),
            Map.entry(Scope.parse("zones:read:a"), 1L),
            Map.entry(Scope.parse("*:*"), 1L));
  }

  @Test
  void scopesThatWereChangedMeanwhileStayInTheSameRow() {
    passes(found(new SampleKey().scopes("zones:*")));
    passes(found(new SampleKey().scopes("zones:read")));
    usage.tell();

    assertThat(told.only().scopes().keySet().stream().map(Scope::toString))
        .containsExactlyInAnyOrder("zones:*", "zones:read");
    assertThat(told.only().outcomes()).containsEntry("allowed", 2L);
  }

  @Test
  void aFewAddressesAreKeptAndTheLastOneAlways() {
    Found found = found(new SampleKey());
    for (int i = 0; i < 20; i++) {
      usage.note(allowed(found), READ, "10.0.0." + i, CURL);
    }
    usage.tell();

    assertThat(told.only().addresses()).hasSize(SecretUse.MOST_ADDRESSES).contains("10.0.0.0");
    assertThat(told.only().address()).isEqualTo("10.0.0.19");
  }

  @Test
  void whatIsNoAddressIsNotKept() {
    Found found = found(new SampleKey());
    for (String odd : List.of("", "a b", "x".repeat(65), "10.0.0.1\n")) {
      usage.note(allowed(found), READ, odd, CURL);
    }
    usage.tell();

    assertThat(told.only().addresses()).containsExactly("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "curl/8.5.0, curl",
    "curl, curl",
    "Java-http-client/17.0.9, Java-http-client",
    "python-requests/2.31.0, python-requests",
    "'acme-sync (build 7; secret)', acme-sync",
    "'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', browser",
    "'', other",
    "'/1.0', other",
    "'a:b', other",
    "'<script>', other",
    "this-name-is-longer-than-anybody-needs/1, other"
  })
  void aClientIsWhatItsFirstProductSays(String header, String agent) {
    usage.note(allowed(found(new SampleKey())), READ, HERE, new Sent(List.of(header)));
    usage.tell();
    assertThat(told.only().agent()).isEqualTo(agent);
  }

  @Test
  void aClientThatSaysNothingIsNone() {
    usage.note(allowed(found(new SampleKey())), READ, HERE, new Sent(List.of()));
    usage.tell();
    assertThat(told.only().agent()).isEqualTo("none");
  }

  @Test
  void whatCannotBeToldWaitsAndIsAddedUp() {
    Found found = found(new SampleKey());
    told.away(true);
    for (int i = 0; i < 5; i++) {
      passes(found);
      time.pass(ofMinutes(1));
      usage.tellIfDue();
    }
    assertThat(usage.concern()).hasValueSatisfying(why -> assertThat(why).contains("since"));

    told.away(false);
    usage.tell();
    assertThat(told.sum("allowed")).isEqualTo(5);
    assertThat(told.ofKeys()).hasSizeLessThanOrEqualTo(2); // what was tried, and the rest
    assertThat(usage.concern()).isEmpty();
  }

  @Test
  void anOutageOfHoursIsToldByTheHour() {
    Found found = found(new SampleKey());
    told.away(true);
    for (int i = 0; i < 6; i++) {
      passes(found);
      usage.tell();
      time.pass(ofMinutes(30));
    }
    told.away(false);
    usage.tell();

    assertThat(
            told.ofKeys().stream().map(row -> row.from().toString().substring(11, 13)).distinct())
        .containsExactlyInAnyOrder("00", "01", "02");
    assertThat(told.sum("allowed")).isEqualTo(6);
  }

  @Test
  void whatWasWrittenWithoutAnAnswerIsNotWrittenTwice() {
    Found found = found(new SampleKey());
    told.mute(true);
    passes(found);
    usage.tell();
    passes(found);
    usage.tell();
    told.mute(false);
    usage.tell();
    usage.tell();

    assertThat(told.sum("allowed")).isEqualTo(2);
  }

  @Test
  void keysBeyondTheBoundAreCountedTogether() {
    Usage small = usage(2);
    for (int i = 0; i < 5; i++) {
      Found found = found(new SampleKey("00000000000" + i));
      small.note(allowed(found), READ, HERE, CURL);
    }
    small.tell();

    assertThat(told.ofKeys()).hasSize(2);
    assertThat(told.sum("uncounted")).isEqualTo(3);
  }

  @Test
  void closingTellsWhatThereIs() {
    usage.start();
    passes(found(new SampleKey()));
    usage.close();

    assertThat(told.sum("allowed")).isEqualTo(1);
  }

  @Test
  void closingWithTheStoreAwayEnds() {
    usage.start();
    told.away(true);
    passes(found(new SampleKey()));
    usage.close();

    assertThat(told.ofKeys()).isEmpty();
  }

  @Test
  void noRequestIsLostOrCountedTwiceWhileReportsAreTaken() throws Exception {
    int threads = 4;
    int each = 50_000;
    List<Found> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(found(new SampleKey("00000000000" + i)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(pool.submit(() -> send(keys, each)));
      }
      while (running.stream().anyMatch(sender -> !sender.isDone())) {
        usage.tell();
      }
      for (Future<?> sender : running) {
        sender.get();
      }
    } finally {
      pool.shutdown();
    }
    usage.tell();

    assertThat(told.sum("allowed")).isEqualTo((long) threads * each);
    Set<String> seen = new HashSet<>();
    told.ofKeys().forEach(row -> seen.add(String.valueOf(row.key())));
    assertThat(seen).hasSize(5);
  }

  private void send(List<Found> keys, int requests) {
    for (int i = 0; i < requests; i++) {
      passes(keys.get(i % keys.size()));
    }
  }

  @Test
  void aRequestThatCannotBeCountedIsStillDecided() {
    Message broken =
        new Message() {
          @Override
          public String method() {
            return "GET";
          }

          @Override
          public String url() {
            return "";
          }

          @Override
          public List<String> headers(String name) {
            throw new IllegalStateException("planted");
          }
        };
    usage.note(allowed(found(new SampleKey())), READ, HERE, broken);
    usage.tell();
    assertThat(told.sum("allowed")).isEqualTo(1);
  }

  @Test
  void reportsAreNoMoreOftenThanAMinute() {
    assertThatThrownBy(() -> new UsageSettings(true, ofSeconds(59), 1))
        .hasMessage("is PT1M to PT1H");
  }
}
