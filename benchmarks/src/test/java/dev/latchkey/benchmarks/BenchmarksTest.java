package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what it is called. */
class BenchmarksTest {
  @Test
  void eachRequestWithAnOpaqueKeyIsAnsweredAsItsNameSays() throws Exception {
    OpaqueKeys keys = new OpaqueKeys();
    keys.start();
    try {
      assertThat(keys.valid()).isEqualTo(keys.validByHand()).isEqualTo(200);
      assertThat(keys.unknown()).isEqualTo(keys.unknownByHand()).isEqualTo(401);
      assertThat(keys.forged()).isEqualTo(keys.forgedByHand()).isEqualTo(401);
      assertThat(keys.expired()).isEqualTo(keys.expiredByHand()).isEqualTo(401);
      assertThat(keys.scopeMissing()).isEqualTo(keys.scopeMissingByHand()).isEqualTo(403);
    } finally {
      keys.stop();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCredentialOfEachKindIsLetThroughForTheFirstTimeAndAgainWhereThatIsWanted(Kind kind)
      throws Exception {
    try (App app = App.start()) {
      Exchange sent = new Exchange("GET", OpaqueKeys.PATH, kind.credential(app, OpaqueKeys.PATH));
      assertThat(sent.through(app.filter())).isEqualTo(200);
      assertThat(sent.through(app.filter())).isEqualTo(kind.worksAgain() ? 200 : 401);
    }
  }

  @Test
  void nimbusFindsEachOfItsTokensGood() throws Exception {
    PlainNimbus nimbus = new PlainNimbus();
    nimbus.start();
    assertThat(nimbus.es256()).isEqualTo("ada");
    assertThat(nimbus.rs256()).isEqualTo("ada");
    assertThat(nimbus.ed25519()).isEqualTo("ada");
  }
}
