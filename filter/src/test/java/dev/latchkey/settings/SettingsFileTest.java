package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static List<Setting> parse(String text) {
    return SettingsFile.parse("latchkey.properties", text);
  }

  @Test
  void aLineIsANameAndAValueAndItsNumberIsKept() {
    assertThat(parse("# what\n\n  latchkey.realm =  zones api \r\n\t# why\nlatchkey.poll=PT1S"))
        .containsExactly(
            new Setting("latchkey.properties", 3, "latchkey.realm", "zones api"),
            new Setting("latchkey.properties", 5, "latchkey.poll", "PT1S"));
  }

  @Test
  void aValueIsTakenAsItIs() {
    String value = "jdbc:postgresql://db/x?a=b#c \\n ! \" ' é";
    assertThat(parse("latchkey.database = " + value).get(0).value()).isEqualTo(value);
  }

  @Test
  void aByteOrderMarkMeansNothingAtTheStartAlone() {
    assertThat(parse("\uFEFFlatchkey.realm=a").get(0).name()).isEqualTo("latchkey.realm");
    assertThat(parse("\uFEFF# comment")).isEmpty();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> parse("#\n\uFEFFlatchkey.realm=a"));
  }

  @Test
  void anEmptyFileSetsNothing() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("\n \n#\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2                  | this line is not name = value",
        "latchkey.realm: hunter2  | this line is not name = value",
        "! hunter2                | this line is not name = value",
        "latchkey.realm =         | latchkey.realm: has no value; give one or leave it out",
        "= hunter2                | a name takes a-z 0-9 . - and starts with a letter, like"
            + " latchkey.realm",
        "Latchkey.realm = hunter2 | a name takes a-z 0-9 . - and starts with a letter, like"
            + " latchkey.realm",
        "latch key = hunter2      | a name takes a-z 0-9 . - and starts with a letter, like"
            + " latchkey.realm",
        "latchkey_realm = hunter2 | a name takes a-z 0-9 . - and starts with a letter, like"
            + " latchkey.realm"
      })
  void aLineOfAnotherFormIsRefusedByItsNumberWithoutRepeatingIt(String line, String message) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> parse("# first\nlatchkey.poll=PT1S\n" + line + "\nlatchkey.lease=PT9S"))
        .withMessage("latchkey.properties:3: " + message);
  }

  @Test
  void ofInitParamsOnlyOursAreSettings() {
    assertThat(SettingsFile.of("init-param", Map.of("latchkey.realm", " a ", "other.realm", "b")))
        .containsExactly(new Setting("init-param", 0, "latchkey.realm", "a"));
  }

  @Test
  void anEmptyInitParamIsRefused() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> SettingsFile.of("init-param", Map.of("latchkey.realm", " ")))
        .withMessage("init-param: latchkey.realm: has no value; give one or leave it out");
  }

  @Test
  void aSettingPrintsItsPlaceAndNameAndNotItsValue() {
    assertThat(parse("latchkey.database.password=hunter2").get(0))
        .hasToString("latchkey.properties:1: latchkey.database.password");
    assertThat(new Setting("init-param", 0, "latchkey.realm", "a"))
        .hasToString("init-param: latchkey.realm");
  }
}
