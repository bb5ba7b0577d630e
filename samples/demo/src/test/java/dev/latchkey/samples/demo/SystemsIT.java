package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as each of the five products. */
final class SystemsIT {
  private static final Path SYSTEMS = Path.of("../systems");

  @ParameterizedTest
  @ValueSource(strings = {"dnscale", "scoutos", "scoutprime", "dnsfilter", "scoutdns"})
  void eachProductStartsAndItsFirstKeyOpensIt(String name, @TempDir Path folder) {
    Path settings = Demo.system(SYSTEMS, name);
    try (DemoServer demo = Demo.start(0, folder, Optional.of(settings))) {
      assertThat(FirstKey.status(demo.uri(), demo.keyFile())).isEqualTo(200);
      assertThat(Demo.greeting(demo, settings)).contains("/latchkey/v1/apikeys/self");
    }
  }

  @Test
  void aProductThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Demo.system(SYSTEMS, "../../etc/passwd"))
        .hasMessageContaining("dnsfilter");
    assertThatThrownBy(() -> Demo.system(SYSTEMS, "nothing")).hasMessageContaining("not nothing");
  }
}
