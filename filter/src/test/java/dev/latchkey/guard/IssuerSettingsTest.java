package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.guard.lookup.issuer.Algorithm;
import dev.latchkey.guard.lookup.issuer.Issuer;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.settings.SettingsFile;
import dev.latchkey.settings.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {
  private static final String[] LEAST = {
    "url = https://login.example.com/realms/corp",
    "audience = https://api.example.com",
    "account = acme",
    "grant = dns.read zones:read"
  };

  private static Settings settings(List<String> lines) {
    return new Settings(
        SettingsFile.parse("latchkey.properties", String.join("\n", lines)), new Values(Map.of()));
  }

  /** Lines of issuer corp: the least that it takes, and more; a name that is there is replaced. */
  private static List<String> corp(String... more) {
    List<String> lines = new ArrayList<>(List.of(LEAST));
    for (String line : more) {
      String name = line.substring(0, line.indexOf('='));
      lines.removeIf(
          least -> least.startsWith(name) && (!name.equals("grant ") || line.endsWith("= ")));
      lines.add(line);
    }
    return lines.stream()
        .filter(line -> !line.endsWith("= "))
        .map("latchkey.issuer.corp."::concat)
        .toList();
  }

  private static Issuer read(String... more) {
    Settings settings = settings(corp(more));
    List<Issuer> issuers = IssuerSettings.read(settings);
    settings.refuseUnread(name -> true);
    assertThat(issuers).hasSize(1);
    return issuers.get(0);
  }

  private static void refused(String words, String... more) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> read(more))
        .withMessageStartingWith("latchkey.properties")
        .withMessageContaining("latchkey.issuer.corp.")
        .withMessageContaining(words);
  }

  @Test
  void whereNothingIsSaidNobodyIsTrusted() {
    assertThat(IssuerSettings.read(settings(List.of("latchkey.realm = a")))).isEmpty();
  }

  @Test
  void theLeastThatItTakesIsAnAccessTokenWithTheUsualAlgorithmsForADay() {
    Issuer corp = read();
    assertThat(corp.name()).isEqualTo("corp");
    assertThat(corp.source().refresh()).isEqualTo(Duration.ofMinutes(5));
    assertThat(corp.source().keys()).isEmpty();
    assertThat(corp.terms().algorithms())
        .containsExactlyInAnyOrder(Algorithm.RS256, Algorithm.ES256);
    assertThat(corp.terms().types()).containsExactly("at+jwt");
    assertThat(corp.terms().skew()).isEqualTo(Duration.ofSeconds(30));
    assertThat(corp.terms().longest()).isEqualTo(Duration.ofDays(1));
    assertThat(corp.mapping().acceptUnknown()).isFalse();
    assertThat(corp.mapping().grants().asTheyAre()).isFalse();
  }

  @Test
  void everythingElseCanBeSaid() {
    Issuer corp =
        read(
            "jwks = https://keys.example.com/k",
            "audience = a, b",
            "algorithms = EdDSA, PS512",
            "type = JWT, at+jwt",
            "account = claim:https://x.example/org id",
            "user = claim:preferred_username",
            "scopes = claim:scp, claim:realm_access roles",
            "grant = dns.read zones:list",
            "unknown-users = accept",
            "refresh = PT1M",
            "skew = PT0S",
            "longest = PT1H");
    assertThat(corp.source().keys()).isPresent();
    assertThat(corp.terms().audiences()).containsExactlyInAnyOrder("a", "b");
    assertThat(corp.terms().types()).hasSize(3).contains("jwt", "at+jwt");
    assertThat(corp.mapping().user().path()).containsExactly("preferred_username");
    assertThat(corp.mapping().grants().ours().get("dns.read")).hasToString("zones:read zones:list");
    assertThat(corp.mapping().acceptUnknown()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"url", "audience", "account", "grant"})
  void whatMustBeSaidIsMissedWithAnExample(String name) {
    refused("is missing; like", name + " = ");
  }

  @Test
  void scopesOfOurFormMayStandForThemselvesInstead() {
    assertThat(read("grant = ", "scopes-as-they-are = on").mapping().grants().asTheyAre()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url = http://login.example.com | http only for this machine",
        "url = login.example.com | is a URL",
        "url = https://a@login.example.com | is a URL",
        "url = ftp://login.example.com | is a URL",
        "url = https://login.example.com/#a | is a URL",
        "jwks = http://login.example.com/k | http only for this machine",
        "jwks = file:///etc/keys | is a URL",
        "algorithms = HS256 | takes RS256",
        "algorithms = none | takes RS256",
        "algorithms = RS256, rs512 | takes RS256",
        "algorithms = RS256,, ES256 | commas",
        "audience = a,, b | commas",
        "user = sub | is a claim",
        "user = claim: | is a claim",
        "scopes = scope | is a claim",
        "account = a/b | account id",
        "account = claim: | is a claim",
        "grant = dns.read | what it stands for here",
        "grant = dns.read read | resource:action",
        "skew = PT6M | is a duration",
        "skew = -PT1S | is a duration",
        "longest = PT0S | is a duration",
        "refresh = PT1S | is a duration",
        "unknown-users = yes | is refuse or accept",
        "insecure = yes | is on or off",
        "audiences = a | there is no such setting"
      })
  void whatCannotBeUsedStopsTheStart(String line, String words) {
    refused(words, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/r",
        "http://127.0.0.1/r",
        "http://[::1]:1/r",
        "https://x.example"
      })
  void httpIsForThisMachine(String url) {
    assertThat(read("url = " + url).source().issuer()).isEqualTo(url);
  }

  @Test
  void httpIsForOthersOnlyWhereItIsSaid() {
    assertThat(read("url = http://idp.internal", "insecure = on").source().insecure()).isTrue();
  }

  @Test
  void noTwoIssuersAreOne() {
    List<String> lines = new ArrayList<>(corp());
    corp().forEach(line -> lines.add(line.replace(".corp.", ".twin.")));
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> IssuerSettings.read(settings(lines)))
        .withMessage("latchkey.properties:5: latchkey.issuer.twin.url: is that of corp too");
  }
}
