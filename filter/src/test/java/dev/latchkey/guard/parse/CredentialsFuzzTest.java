package dev.latchkey.guard.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.Nothing;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan by hand finds what the grammar of RFC 6750 and RFC 9110 finds, on any field. */
class CredentialsFuzzTest {
  private static final Pattern SCHEME = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]++)(.*)", 32);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");
  private static final int LONGEST = 4096;

  static Stream<String> fields() {
    return Stream.of(
        "Bearer abc",
        "bEARER   a.b-c_d~e+f/g==",
        "Bearer",
        "Bearer ",
        "Bearer a=b",
        "Bearer a b",
        "Bearer\ta",
        "Bearers a",
        " Bearer a",
        "Basic dTpw",
        "Signature keyId=\"x\"",
        "",
        "Bearer é",
        "Bearer " + "a".repeat(LONGEST));
  }

  static Stream<Arguments> pairsOfFields() {
    return Stream.of(
        Arguments.of("Bearer abc", "abc"),
        Arguments.of("Basic dTpw", "abc"),
        Arguments.of("", "abc"),
        Arguments.of("Digest x", "a b"));
  }

  @MethodSource("fields")
  @FuzzTest
  void anAuthorizationIsWhatTheGrammarSays(@NotNull String value) {
    assertThat(Credentials.read(one(value))).isEqualTo(byGrammar(value));
  }

  @MethodSource("pairsOfFields")
  @FuzzTest
  void twoWaysToPresentATokenAreNeverOne(@NotNull String authorization, @NotNull String apiKey) {
    Presented alone = Credentials.read(one(authorization));
    Presented both = Credentials.read(one(authorization), one(apiKey));
    if (alone instanceof Nothing) {
      assertThat(both).isEqualTo(token(apiKey, apiKey));
    } else {
      assertThat(both).isInstanceOf(Malformed.class);
    }
    assertThat(Credentials.read(Collections.enumeration(List.of(authorization, apiKey))))
        .isInstanceOf(Malformed.class);
  }

  private static Presented byGrammar(String value) {
    Matcher field = SCHEME.matcher(value);
    if (!field.matches()) {
      return new Malformed("an Authorization without a scheme");
    }
    if (!field.group(1).equalsIgnoreCase("Bearer")) {
      return new Nothing();
    }
    return field.group(2).startsWith(" ")
        ? token(value, field.group(2).replaceFirst("^ +", ""))
        : new Malformed("Bearer without a space and a token");
  }

  private static Presented token(String field, String token) {
    if (field.length() <= LONGEST && TOKEN.matcher(token).matches()) {
      return new Bearer(token);
    }
    boolean none = token.isEmpty() || !TOKEN.matcher(token.substring(0, 1)).matches();
    return new Malformed(
        field.length() > LONGEST
            ? "a field of more than " + LONGEST + " characters"
            : none ? "no token where it belongs" : "characters that no token has");
  }

  private static Enumeration<String> one(String value) {
    return Collections.enumeration(List.of(value));
  }
}
