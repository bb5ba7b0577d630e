package dev.latchkey.samples.cluster.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that never complains shows nothing. Times are milliseconds here, the bound 100. */
class CheckerTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>(List.of("promise bound=" + nanos(100)));
  private final List<String> log = new ArrayList<>();
  private final List<String> nextLog = new ArrayList<>();

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }

  private void issued(long answered) {
    notes.add("issued key=key_a sent=0 answered=" + nanos(answered));
  }

  private void revoked(long answered, boolean proven) {
    notes.add(
        "revoked key=key_a entry=7 nodes=1 confirmed=1 proven=%s sent=%d answered=%d waited=10"
            .formatted(proven, nanos(answered - 20), nanos(answered)));
  }

  private void used(int status, long asked, long answered) {
    notes.add(
        "used node=eu1 key=key_a status=%d asked=%d answered=%d"
            .formatted(status, nanos(asked), nanos(answered)));
  }

  private String decision(long at, long entry, String verdict) {
    return "DEBUG decisions - node=\"eu1\" at=2026-11-27T00:00:00Z nanos=%d entry=%d key=key_a verdict=%s"
        .formatted(nanos(at), entry, verdict);
  }

  private void decided(long at, long entry, String verdict) {
    log.add(decision(at, entry, verdict));
  }

  private List<String> violations() {
    return findings().violations();
  }

  private Findings findings() {
    try {
      Path node = Files.createDirectories(folder.resolve("eu1"));
      Files.write(folder.resolve("notes.log"), notes);
      Files.write(node.resolve("run-1.log"), log);
      Files.write(node.resolve("run-2.log"), nextLog);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Checker.check(folder);
  }

  @Test
  void isContentWithARevokedKeyThatIsRefused() {
    issued(10);
    used(200, 20, 22);
    decided(21, 6, "allowed");
    revoked(60, true);
    decided(70, 7, "refused why=\"revoked\"");
    used(401, 69, 71);
    log.add("INFO something else that was logged");

    assertThat(violations()).isEmpty();
    assertThat(findings().decisions()).isEqualTo(2);
    assertThat(findings().answers()).isEqualTo(2);
  }

  @Test
  void tellsWhenAKeyWasLastAccepted() {
    decided(45, 6, "allowed");
    revoked(60, false);
    decided(90, 6, "allowed");

    assertThat(findings().lastAccepted("key_a", "eu1").orElseThrow().toMillis()).isEqualTo(50);
    assertThat(findings().lastAccepted("key_a", "eu2")).isEmpty();
  }

  @Test
  void seesAnAcceptanceAfterThePromiseRanOut() {
    revoked(60, false);
    decided(149, 6, "allowed");
    decided(151, 6, "allowed");

    assertThat(violations()).containsExactly("I1: eu1 accepted key_a 101 ms after it was revoked");
  }

  @Test
  void seesAnAcceptanceAfterAllHadConfirmed() {
    revoked(60, true);
    decided(61, 6, "allowed");

    assertThat(violations())
        .containsExactly("I2: eu1 accepted key_a after all nodes had confirmed");
  }

  @Test
  void seesAnAcceptanceByANodeThatKnewTheEntry() {
    revoked(60, false);
    decided(61, 7, "allowed");

    assertThat(violations())
        .containsExactly("I3: eu1 accepted key_a knowing entry 7, which revokes it");
  }

  @Test
  void seesANodeThatForgetsWhatItRefused() {
    decided(10, 3, "refused why=\"revoked\"");
    decided(11, 3, "allowed");

    assertThat(violations())
        .containsExactly("I3: eu1 accepted key_a which it had refused as revoked");
  }

  @Test
  void seesKnowledgeThatGoesBackwardsWithinOneRunOnly() {
    decided(10, 3, "allowed");
    decided(11, 2, "allowed");
    nextLog.add(decision(12, 1, "allowed"));

    assertThat(violations()).containsExactly("I3: eu1 accepted key_a after it had known entry 3");
  }

  @Test
  void expectsOtherNumbersFromAnotherHistory() {
    decided(10, 3, "allowed");
    notes.add("replaced at=" + nanos(11));
    decided(12, 2, "allowed");

    assertThat(violations()).isEmpty();
  }

  @Test
  void seesAnAcceptanceByANodeThatWasCutOffForTooLong() {
    notes.add("cut node=eu1 from=" + nanos(10));
    notes.add("mended node=eu1 at=" + nanos(200));
    decided(109, 3, "allowed");
    decided(112, 3, "allowed");
    decided(201, 3, "allowed");

    assertThat(violations()).containsExactly("I6: eu1 accepted key_a though cut off for 102 ms");
  }

  @Test
  void seesANodeThatDoesNotKnowAKeyInTime() {
    issued(10);
    used(401, 100, 101);
    used(401, 111, 112);

    assertThat(violations()).containsExactly("I7: eu1 does not know key_a");
  }

  @Test
  void letsOneLineSpeakForOneAnswer() {
    used(200, 10, 20);
    used(200, 12, 18);
    decided(15, 3, "allowed");

    assertThat(violations()).containsExactly("unlogged: eu1 let key_a in and wrote no line");
  }

  @Test
  void seesAnAnswerThatNoNodeHasWrittenDown() {
    used(200, 10, 20);
    decided(21, 3, "allowed");

    assertThat(violations()).containsExactly("unlogged: eu1 let key_a in and wrote no line");
  }
}
