package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSettingsTest {
  @Test
  void identityHeadersHaveCommasBetweenThem() {
    assertThat(RequestSettings.headerNames("X-User , X-Groups"))
        .containsExactlyInAnyOrder("X-User", "X-Groups");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-User X-Groups", "X-User; X-Groups", "X-User:", "X-User,", ",", "Ü"})
  void aNameThatNoHeaderHasIsRefusedRatherThanIgnored(String text) {
    assertThatThrownBy(() -> RequestSettings.headerNames(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is names of headers with commas between them, like X-User, X-Groups");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "https://api.example.com/",
        "http://localhost:8080",
        "https://[2001:db8::1]:8443"
      })
  void aPublicUrlIsASchemeAndAHost(String text) {
    assertThat(RequestSettings.origin(text)).isEqualTo(text.replaceAll("/$", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "https://api.example.com/v1",
        "https://",
        "ftp://api.example.com",
        "https://u@api.example.com",
        "https://api.example.com?a"
      })
  void aPublicUrlOfAnotherFormIsRefused(String text) {
    assertThatThrownBy(() -> RequestSettings.origin(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is a scheme and a host, like https://api.example.com");
  }
}
