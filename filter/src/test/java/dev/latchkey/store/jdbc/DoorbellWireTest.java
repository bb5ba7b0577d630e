package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.journal.CapturedLog;
import dev.latchkey.journal.Doorbell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DoorbellWireTest {
  @TempDir Path folder;

  /** The driver answers such a URL with an IllegalArgumentException. */
  private DatabaseSettings withADriverThatFails() {
    String place = "jdbc:sqlite:" + folder.resolve("latchkey.db");
    return new DatabaseSettings(
        place,
        Optional.empty(),
        Optional.empty(),
        DatabaseSettings.DEFAULT_POOL,
        Optional.of(place + "?date_class=none"));
  }

  @Test
  void aDefectOfTheDriverEndsNoWire() {
    try (CapturedLog log = CapturedLog.start();
        Database database = Database.open(withADriverThatFails(), "test", Duration.ofSeconds(1))) {
      DoorbellWire wire = DoorbellWire.connect(database, new Doorbell()).orElseThrow();
      log.awaits("IllegalArgumentException");
      assertThat(threads()).contains("latchkey-doorbell");
      wire.close();
      assertThat(threads()).doesNotContain("latchkey-doorbell");
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }
}
