package dev.latchkey.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private final Values values =
      new Values(Map.of("USER", "ada", "PW", "$1\\2${env:USER}", "EMPTY", ""));

  @TempDir private Path folder;

  private String fileWith(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return values.resolve("${file:" + file + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "$", "$x", "{x}", "}", "$ {env:USER}", "100$"})
  void aTextWithoutReferencesIsItself(String text) {
    assertThat(values.resolve(text)).isEqualTo(text);
  }

  @Test
  void aReferenceToTheEnvironmentIsItsValue() {
    assertThat(values.resolve("${env:USER}")).isEqualTo("ada");
    assertThat(values.resolve("a-${env:USER}-${env:USER}-z")).isEqualTo("a-ada-ada-z");
    assertThat(values.resolve("${env:EMPTY}")).isEmpty();
    assertThat(values.environment("USER")).hasValue("ada");
    assertThat(values.environment("NOPE")).isEmpty();
  }

  @Test
  void whatIsFoundIsNotReadForReferencesAgain() {
    assertThat(values.resolve("${env:PW}")).isEqualTo("$1\\2${env:USER}");
  }

  @Test
  void aReferenceToASystemPropertyIsItsValue() {
    assertThat(values.resolve("${sys:java.version}")).isEqualTo(System.getProperty("java.version"));
  }

  @Test
  void aReferenceToAFileIsItsTextWithoutItsLastLineBreak() throws IOException {
    assertThat(fileWith("hunter2")).isEqualTo("hunter2");
    assertThat(fileWith("hunter2\n")).isEqualTo("hunter2");
    assertThat(fileWith("hunter2\r\n")).isEqualTo("hunter2");
    assertThat(fileWith("hunter2 \n\n")).isEqualTo("hunter2 \n");
    assertThat(fileWith("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:NOPE}        | ${env:NOPE} is not set",
        "${env:}            | ${env:} is not set",
        "${sys:no.such.one} | ${sys:no.such.one} is not set",
        "${file:/no/such}   | the file /no/such cannot be read",
        "${file:.}          | the file . cannot be read",
        "${USER}            | ${…} takes env:NAME, sys:name or file:/path",
        "${ENV:USER}        | ${…} takes env:NAME, sys:name or file:/path",
        "${}                | ${…} takes env:NAME, sys:name or file:/path",
        "${env:USER         | a ${ has no }",
        "${env:USER}${      | a ${ has no }"
      })
  void aReferenceThatLeadsNowhereIsRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.resolve(text))
        .withMessage(message);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.resolve("${file:" + file + "}"))
        .withMessage("the file " + file + " cannot be read");
  }
}
