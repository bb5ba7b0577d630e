package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.journal.ManualTime;
import dev.latchkey.store.Observed;
import dev.latchkey.store.Observed.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private final ManualTime time = new ManualTime();
  private final Sightings sightings = new Sightings("node", time);

  private static Kind from(String address) {
    return new Kind("GET", "/zones", "no-credential", "no credential", address, Optional.empty());
  }

  @Test
  void requestsAlikeAreOneLineFromTheFirstToTheLast() {
    Instant first = time.now();
    sightings.add(from("192.0.2.1"));
    time.pass(Duration.ofSeconds(5));
    sightings.add(from("192.0.2.1"));

    assertThat(sightings.take())
        .containsExactly(new Observed("node:1", from("192.0.2.1"), 2, first, time.now()));
  }

  @Test
  void whatWasTakenIsNotTakenAgainAndNoTwoLinesHaveOneId() {
    sightings.add(from("192.0.2.1"));
    List<Observed> before = sightings.take();
    sightings.add(from("192.0.2.1"));
    sightings.add(from("192.0.2.2"));

    assertThat(sightings.take())
        .extracting(Observed::id)
        .containsExactlyInAnyOrder("node:2", "node:3")
        .doesNotContain(before.get(0).id());
    assertThat(sightings.take()).isEmpty();
  }

  @Test
  void aFloodOfKindsIsCountedInOneLine() {
    for (int i = 0; i < Sightings.MOST + 50; i++) {
      sightings.add(from("client " + i));
    }
    sightings.add(from("client 0"));

    List<Observed> lines = sightings.take();
    assertThat(lines).hasSize(Sightings.MOST + 1);
    assertThat(lines)
        .filteredOn(line -> line.kind().reason().equals("others"))
        .singleElement()
        .extracting(Observed::requests)
        .isEqualTo(50L);
    assertThat(lines)
        .filteredOn(line -> line.kind().equals(from("client 0")))
        .singleElement()
        .extracting(Observed::requests)
        .isEqualTo(2L);
  }
}
