package dev.latchkey.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Values VALUES = new Values(Map.of("PW", "hunter2"));

  private static Settings file(String... lines) {
    return new Settings(
        SettingsFile.parse("latchkey.properties", String.join("\n", lines)), VALUES);
  }

  private static Settings params(Map<String, String> initParams, String... lines) {
    List<Setting> all = new ArrayList<>(SettingsFile.of("init-param", initParams));
    all.addAll(SettingsFile.parse("latchkey.properties", String.join("\n", lines)));
    return new Settings(all, VALUES);
  }

  private static void assertRefused(ThrowingCallable reading, String message) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(reading)
        .withMessage(message)
        .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2"));
  }

  @Test
  void namesThatStandLastAreThoseWithNothingAfterThem() {
    Settings settings = file("a.x = 1", "a.x.on = 2", "a.y.z = 3", "a.w = 4", "b.v = 5");
    assertThat(settings.lastNamesUnder("a.")).containsExactly("x", "w");
  }

  @Test
  void whatIsNotSetIsEmptyOrAsUsual() {
    Settings settings = file("latchkey.realm = a");
    assertThat(settings.text("latchkey.other")).isEmpty();
    assertThat(settings.flag("latchkey.other", true)).isTrue();
    assertThat(settings.number("latchkey.other", 1, 9, 5)).isEqualTo(5);
    assertThat(settings.duration("latchkey.other", ofSeconds(3))).isEqualTo(ofSeconds(3));
    assertThat(settings.words("latchkey.other", List.of("x"))).containsExactly("x");
    assertThat(settings.as("latchkey.other", text -> text)).isEmpty();
    assertThat(settings.lines("latchkey.other")).isEmpty();
  }

  @Test
  void namesAreFoundUnderAPrefixAndStayUnreadAllTheSame() {
    Settings settings = file("latchkey.issuer.b.url = x", "latchkey.issuer.a.url = y", "q = 1");
    assertThat(settings.namesUnder("latchkey.issuer.")).containsExactly("b", "a");
    assertThat(file("latchkey.issuer.b = x").namesUnder("latchkey.issuer.")).isEmpty();
    assertRefused(
        () -> settings.refuseUnread(name -> true),
        "latchkey.properties:1: latchkey.issuer.b.url: there is no such setting;"
            + " the README lists them all");
  }

  @Test
  void eachLineOfANameIsReadAndTheOneThatCannotBeIsNamed() {
    Settings settings = file("latchkey.n = 1", "latchkey.n = x");
    assertRefused(
        () -> settings.each("latchkey.n", Integer::valueOf),
        "latchkey.properties:2: latchkey.n: For input string: \"x\"");
    assertThat(file("n = 1", "n = 2").each("n", Integer::valueOf)).containsExactly(1, 2);
  }

  @Test
  void whatMustBeSetIsMissedWithAnExample() {
    assertRefused(
        () -> file("latchkey.realm = a").required("latchkey.database", "jdbc:sqlite:/x.db"),
        "latchkey.properties: latchkey.database is missing; like jdbc:sqlite:/x.db");
    assertThat(file("latchkey.database = x").required("latchkey.database", "y")).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"on, true", "true, true", "off, false", "false, false"})
  void aFlagIsOnOrOff(String text, boolean on) {
    assertThat(file("latchkey.x = " + text).flag("latchkey.x", !on)).isEqualTo(on);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "ON", "1", "hunter2", "on off"})
  void anythingElseIsNoFlag(String text) {
    assertRefused(
        () -> file("# one", "latchkey.x = " + text).flag("latchkey.x", false),
        "latchkey.properties:2: latchkey.x: is on or off");
  }

  @Test
  void aNumberIsWithinItsBounds() {
    assertThat(file("latchkey.x = 2").number("latchkey.x", 2, 100, 5)).isEqualTo(2);
    assertThat(file("latchkey.x = 100").number("latchkey.x", 2, 100, 5)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "101", "-2", "+2", "2.0", "1e1", "9999999999", "hunter2", "\u0665"})
  void anythingElseIsNoNumber(String text) {
    assertRefused(
        () -> file("latchkey.x = " + text).number("latchkey.x", 2, 100, 5),
        "latchkey.properties:1: latchkey.x: is a number, 2 to 100");
  }

  @Test
  void aDurationIsWrittenAsIso8601() {
    assertThat(file("latchkey.x = PT30S").duration("latchkey.x", ofDays(1)))
        .isEqualTo(ofSeconds(30));
    assertThat(file("latchkey.x = p7d").duration("latchkey.x", ofDays(1))).isEqualTo(ofDays(7));
    for (String text : List.of("30", "30s", "PT", "hunter2")) {
      assertRefused(
          () -> file("latchkey.x = " + text).duration("latchkey.x", ofDays(1)),
          "latchkey.properties:1: latchkey.x: is a duration, like PT30S, PT24H or P7D");
    }
  }

  @Test
  void wordsHaveCommasBetweenThem() {
    assertThat(file("latchkey.x = a , b,c").words("latchkey.x", List.of()))
        .containsExactly("a", "b", "c");
  }

  @Test
  void aReaderThatRefusesIsQuotedWithThePlace() {
    assertRefused(
        () ->
            file("latchkey.x = hunter2")
                .as(
                    "latchkey.x",
                    text -> {
                      throw new IllegalArgumentException("is something else");
                    }),
        "latchkey.properties:1: latchkey.x: is something else");
  }

  @Test
  void valuesThatDoNotFitTogetherAreRefusedAtTheOneThatIsNamed() {
    Settings settings = file("latchkey.poll = PT9S", "latchkey.lease = PT2S");
    assertRefused(
        () ->
            settings.made(
                "latchkey.lease",
                () -> {
                  throw new IllegalArgumentException("is above the poll");
                }),
        "latchkey.properties:2: latchkey.lease: is above the poll");
    assertRefused(
        () ->
            settings.made(
                "latchkey.other",
                () -> {
                  throw new IllegalArgumentException("is missing");
                }),
        "latchkey.properties: latchkey.other: is missing");
  }

  @Test
  void aNameThatIsSetTwiceIsRefused() {
    Settings settings = file("latchkey.x = 1", "latchkey.y = 2", "latchkey.x = 1");
    assertRefused(
        () -> settings.text("latchkey.x"),
        "latchkey.properties:3: latchkey.x: is set already in line 1");
    assertThat(settings.lines("latchkey.x")).hasSize(2);
  }

  @Test
  void anInitParamGoesBeforeTheFile() {
    Settings settings = params(Map.of("latchkey.x", "param"), "latchkey.x = file");
    assertThat(settings.text("latchkey.x")).hasValue("param");
    settings.refuseUnread(name -> true);
  }

  @Test
  void anInitParamDoesNotExcuseAFileThatSaysItTwice() {
    assertRefused(
        () ->
            params(Map.of("latchkey.x", "0"), "latchkey.x = 1", "latchkey.x = 2")
                .text("latchkey.x"),
        "latchkey.properties:2: latchkey.x: is set already in line 1");
  }

  @Test
  void aBadInitParamIsNamedAsSuch() {
    assertRefused(
        () -> params(Map.of("latchkey.x", "hunter2")).flag("latchkey.x", false),
        "init-param: latchkey.x: is on or off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latchkey.relam       | ; did you mean latchkey.realm?",
        "latchkey.real        | ; did you mean latchkey.realm?",
        "latchkey.databse     | ; did you mean latchkey.database?",
        "realm                | ; the README lists them all",
        "latchkey.hunter      | ; the README lists them all"
      })
  void anUnknownNameIsRefusedWithTheNearestOne(String name, String hint) {
    Settings settings = file("latchkey.realm = a", name + " = hunter2");
    settings.text("latchkey.realm");
    settings.text("latchkey.database");
    assertRefused(
        () -> settings.refuseUnread(any -> true),
        "latchkey.properties:2: " + name + ": there is no such setting" + hint);
  }

  @Test
  void whatSomebodyElseReadsIsNotUnknown() {
    Settings settings = file("latchkey.admin.path = /x", "latchkey.adm = y");
    assertRefused(
        () -> settings.refuseUnread(name -> !name.startsWith("latchkey.admin.")),
        "latchkey.properties:2: latchkey.adm: there is no such setting; the README lists them all");
  }

  @Test
  void aReferenceThatLeadsNowhereIsRefusedAtItsLine() {
    assertRefused(
        () -> file("#", "latchkey.x = ${env:NOPE}").text("latchkey.x"),
        "latchkey.properties:2: latchkey.x: ${env:NOPE} is not set");
  }

  @Test
  void whatAReferenceHidesStaysHiddenWhenItDoesNotFit() {
    assertThat(file("latchkey.x = ${env:PW}").text("latchkey.x")).hasValue("hunter2");
    assertRefused(
        () -> file("latchkey.x = ${env:PW}").flag("latchkey.x", false),
        "latchkey.properties:1: latchkey.x: is on or off");
    assertRefused(
        () -> file("latchkey.x = ${env:PW}").number("latchkey.x", 1, 2, 1),
        "latchkey.properties:1: latchkey.x: is a number, 1 to 2");
  }
}
