package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
  private static boolean safeRaw(String uri) {
    return SafePath.flaw(uri, "/x", false).isEmpty();
  }

  private static boolean safeDecoded(String path) {
    return SafePath.flaw("/x", path, false).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app",
        "/app/",
        "/app/zones/42",
        "/a/%252e%252e/b",
        "/a/%252f",
        "/a/%25",
        "/%61dmin",
        "/a%20b/c+d",
        "/caf%C3%A9/%e2%82%ac/%F0%9F%94%91",
        "/a/...",
        "/a/%2e%2e%2e/b",
        "/a/.hidden/b.",
        "/a/..b/%2e%2ec",
        "/a/c..",
        "/a:b/@c/!$&'()*,=",
        "/caf\u00e9/\u65e5\u672c/\uD83D\uDD11",
        "/a;x=1/b;y=2",
        "/a;jsessionid=0A1B/b",
        "/a;x=../b",
        "/a;",
        "http://host",
        "http://host/",
        "https://host:8443/app/zones",
        "http://[::1]:8080/a",
      })
  void aPathThatReadsOneWayIsSafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/../admin",
        "/public/..",
        "/..",
        "/.",
        "/./admin",
        "/admin/.",
        "/x/../app/admin",
        "/public/%2e%2e/admin",
        "/public/%2E%2E/admin",
        "/public/.%2e/admin",
        "/public/%2e./admin",
        "/admin/%2e",
        "/%2e/admin",
        "/%2e",
      })
  void aDotSegmentIsUnsafeHoweverItIsWritten(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("a dot segment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/..;/admin",
        "/..;/admin",
        "/.;/admin",
        "/.;x/admin",
        "/public/..;a=b/admin",
        "/public/..;",
        "/%2e%2e;/admin",
        "/%2e%2e;x=1/admin",
        "/.%2e;/admin",
        "/%2e;/admin",
        "/public/;/../admin",
      })
  void aDotSegmentWithParametersIsUnsafe(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "//admin",
        "/admin//",
        "/public//admin",
        "///admin",
        "/;/admin",
        "/;x/admin",
        "/;x=1/admin",
        "/admin/;",
        "/admin/;x=1",
        "/admin/;/keys",
        "/;",
        "//host/admin",
        "http://host//admin",
        "http://host/;x/admin",
      })
  void anEmptySegmentIsUnsafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("an empty segment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public%2fadmin",
        "/public%2Fadmin",
        "/public/..%2fadmin",
        "/public/..%2Fadmin",
        "/%2fadmin",
        "/admin%2f",
        "/public%5cadmin",
        "/public%5Cadmin",
        "/public/..%5cadmin",
        "/public\\admin",
        "/public/..\\admin",
        "/\\admin",
      })
  void aHiddenSeparatorIsUnsafe(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin;%2F/keys",
        "/admin;%2f..%2fpublic/keys",
        "/admin;x=%5c/keys",
        "/admin;x=\\/keys",
        "/admin;%00/keys",
        "/admin;x=%0d%0a/keys",
        "/admin;x=%zz/keys",
        "/admin;x=%c0%ae/keys",
        "/admin;%u002f/keys",
        "/admin;a=%3b/keys",
        "/admin;x=%c2%85/keys",
      })
  void aParameterIsNoPlaceToHide(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin%3b", "/admin%3Bx=1/keys", "/..%3b/admin", "/%3b/admin"})
  void anEscapedSemicolonIsUnsafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("an escaped semicolon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin%",
        "/admin%2",
        "/%",
        "/%%32%65",
        "/%zz",
        "/%2x",
        "/%x2",
        "/%g0",
        "/% 2e",
        "/%+2",
        "/%-1",
        "/%u002e%u002e/admin",
        "/%u2215admin",
        "/%U002e",
        "/%\uFF12\uFF45",
      })
  void aBrokenEscapeIsUnsafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("a % without two hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/%c0%ae%c0%ae/admin",
        "/%c0%afadmin",
        "/%c1%9cadmin",
        "/%e0%80%afadmin",
        "/%e0%80%ae%e0%80%ae/admin",
        "/%f0%80%80%af",
        "/%f8%80%80%80%af",
        "/%fc%80%80%80%80%af",
        "/%c0%2e",
        "/%ed%a0%80",
        "/%ed%bf%bf",
        "/%ed%a0%bd%ed%b4%91",
        "/%f4%90%80%80",
        "/%f7%bf%bf%bf",
        "/%ff",
        "/%fe",
        "/%80",
        "/%bf",
        "/%c3",
        "/%c3/",
        "/%c3a9",
        "/%c3xa9",
        "/%c3/a9",
        "/%e2%82/ac",
        "/%c3%",
        "/%c3%a",
        "/%e2%82",
        "/%e2%82/%ac",
        "/%e2%82%2e",
        "/%f0%9f%94",
        "/%c3%c3%a9",
        "/%c3\u00a9",
        "/\u00c3%a9",
        "/%e9",
      })
  void escapesThatAreNotUtf8AreUnsafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("percent-escapes that are not UTF-8");
  }

  @Test
  void everyControlIsUnsafeInEveryForm() {
    for (int c = 0; c <= 0x9f; c++) {
      if (Character.isISOControl(c)) {
        String escape = c < 0x80 ? "%%%02x".formatted(c) : "%%c2%%%02x".formatted(c);
        assertThat(safeRaw("/a" + escape + "b")).as("%s", escape).isFalse();
        assertThat(safeRaw("/a" + escape.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(safeRaw("/a" + (char) c + "b")).as("plain %x", c).isFalse();
        assertThat(safeDecoded("/a" + (char) c + "b")).as("decoded %x", c).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u2028", "\u2029", "\uFFFD", "\uD83D", "\uDD11", "\uDD11\uD83D", "\uD83Da"})
  void separatorsAndBrokenCharactersAreUnsafe(String text) {
    assertThat(safeRaw("/a" + text)).isFalse();
    assertThat(safeDecoded("/a" + text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%e2%80%a8", "/%e2%80%a9", "/%ef%bf%bd", "/a;x=%e2%80%a8"})
  void separatorsAreUnsafeInEscapes(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "admin",
        "host:443",
        "../admin",
        "://host/a",
        "http:/a",
        "http:///a",
        "a/b://c/d",
        "?",
        "http:host/a",
      })
  void aTargetThatIsNoPathIsUnsafe(String uri) {
    assertThat(SafePath.flaw(uri, "/x", false)).contains("no / at its beginning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/../admin",
        "http://host/%2e%2e/admin",
        "http://host/a%2fb",
        "http://host\\@evil/a",
        "http://host%2fadmin/a",
        "http://host?/admin",
        "http://host#/admin",
      })
  void anAbsoluteTargetIsCheckedToo(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin#/health", "/admin?/health", "/#", "/?"})
  void aPlainQueryOrFragmentInsideThePathIsUnsafe(String uri) {
    assertThat(safeRaw(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a;x=1", "/a;", "/app;v=2/zones"})
  void parametersCanBeRefused(String uri) {
    assertThat(SafePath.flaw(uri, "/x", true)).isNotEmpty();
    assertThat(SafePath.flaw("/app/zones", "/x", true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "/a/",
        "/a/%2e%2e/b",
        "/a%2fb",
        "/100%",
        "/a?b#c",
        "/caf\u00e9",
        "/\uD83D\uDD11",
        "/...",
        "/..a",
        "/.a",
        "/a..",
        "/a b",
        "/a\u00a0b",
      })
  void aDecodedPathOfPlainTextIsSafe(String path) {
    assertThat(SafePath.flaw("/x", path, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "..",
        "*",
        "//",
        "/a//b",
        "/a//",
        "/.",
        "/..",
        "/./a",
        "/../a",
        "/a/.",
        "/a/..",
        "/a/./b",
        "/a/../b",
        "/a\\b",
        "/a/..\\b",
        "/a;x",
        "/a;",
        "/..;/a",
        "/a\tb",
        "/a\u0000",
      })
  void aDecodedPathThatCouldBeReadAgainIsUnsafe(String path) {
    assertThat(safeDecoded(path)).isFalse();
  }
}
