package dev.latchkey.settings;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of settings is refused by line, or says the same when it is written again. */
class SettingsFileFuzzTest {
  static Stream<String> files() {
    return Stream.of(
        "latchkey.realm = dns\n# note\n\nlatchkey.route = GET /a a:b\n",
        "\uFEFFlatchkey.a=${env:A}${sys:x}",
        "latchkey.b = on\r\nlatchkey.b = off",
        "x=P7D\ny = 12 \n z=\u00a01",
        "=",
        "no setting",
        "x =",
        "x = ${",
        "x = ${}}");
  }

  @MethodSource("files")
  @DictionaryEntries({"latchkey.", " = ", "${", "}", "env:A", "PT1S", "on", "\r", "\u2028", "\f"})
  @FuzzTest
  void aFileIsRefusedByLineOrSaysTheSameAgain(@NotNull String text) {
    List<Setting> settings;
    try {
      settings = SettingsFile.parse("file", text);
    } catch (SettingsException declared) {
      assertThat(declared.getMessage()).startsWith("file:");
      return;
    }
    String again = settings.stream().map(s -> s.name() + " = " + s.value()).collect(joining("\n"));
    assertThat(SettingsFile.parse("file", again))
        .extracting(Setting::name, Setting::value)
        .isEqualTo(
            settings.stream()
                .map(s -> List.of(s.name(), s.value()))
                .map(SettingsFileFuzzTest::tuple)
                .toList());
    settings.stream().map(Setting::name).forEach(name -> assertOnlyRefuses(settings, name));
  }

  private static org.assertj.core.groups.Tuple tuple(List<String> values) {
    return org.assertj.core.groups.Tuple.tuple(values.toArray());
  }

  private static void assertOnlyRefuses(List<Setting> all, String name) {
    Settings settings = new Settings(all, new Values(Map.of("A", "a")));
    List<Runnable> readings =
        List.of(
            () -> settings.text(name),
            () -> settings.flag(name, false),
            () -> settings.number(name, 1, 100, 1),
            () -> settings.duration(name, java.time.Duration.ZERO),
            () -> settings.words(name, List.of()),
            () -> settings.refuseUnread(any -> true));
    readings.forEach(SettingsFileFuzzTest::onlyRefuses);
  }

  private static void onlyRefuses(Runnable reading) {
    try {
      reading.run();
    } catch (SettingsException declared) {
      assertThat(Optional.ofNullable(declared.getMessage())).isPresent();
    }
  }
}
