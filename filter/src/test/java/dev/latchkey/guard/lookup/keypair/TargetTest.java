package dev.latchkey.guard.lookup.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/a, HTTPS://API.Example.COM:443/a",
    "http://api.example.com/a, http://api.example.com:80/a",
    "https://api.example.com/, https://api.example.com",
    "https://[2001:db8::1]/, https://[2001:DB8::1]:443",
    "https://api.example.com/a?b=c, https://api.example.com/a?b=c"
  })
  void twoSpellingsOfOneTargetAreTheSame(String one, String other) {
    assertThat(Target.parse(one)).isEqualTo(Target.parse(other)).hasToString(one);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/a, https://api.example.com/A",
    "https://api.example.com/a, https://api.example.com/a/",
    "https://api.example.com/a, https://api.example.com/%61",
    "https://api.example.com/a, http://api.example.com/a",
    "https://api.example.com/a, https://api.example.com:80/a",
    "https://api.example.com/a, https://api.example.com:8443/a",
    "https://api.example.com/a, https://api.example.com.evil.example/a",
    "https://api.example.com/a, https://api.example.com/a?",
    "https://api.example.com/a?b, https://api.example.com/a?B"
  })
  void anythingElseIsAnother(String one, String other) {
    assertThat(Target.parse(one)).isNotEqualTo(Target.parse(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "//api.example.com/a",
        "api.example.com/a",
        "ftp://api.example.com/a",
        "https:///a",
        "https://u@api.example.com/a",
        "https://api.example.com/a#b",
        "https://api.example.com/ a",
        "https://api.example.com/a\n"
      })
  void whatIsNoUrlOfARequestIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.parse(url))
        .withMessage("not a URL of HTTP");
  }

  @Test
  void itsPartsAreThoseOfRfc9421() {
    Target target = Target.parse("HTTPS://www.Example.com:443/path?param=value");
    assertThat(target.scheme()).isEqualTo("https");
    assertThat(target.authority()).isEqualTo("www.example.com");
    assertThat(target.path()).isEqualTo("/path");
    assertThat(target.query()).isEqualTo("?param=value");
    assertThat(target.line()).isEqualTo("/path?param=value");
    assertThat(target.bare()).hasToString("https://www.example.com/path");
  }
}
