package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scope has one text, and no two lists of scopes share what one of them does not cover. */
class ScopeFuzzTest {
  static Stream<String> scopes() {
    return Stream.of(
        "zones:read",
        "zones:read:example.com",
        "*:*",
        "*:read:a:*:b",
        "zones:read:*",
        "a:b:",
        ":",
        "a b:c",
        "apikeys:reveal",
        "é:x",
        "a:b:\"",
        "a:" + "b".repeat(300));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("zones:read *:write", "zones:*", "zones:read:a"),
        Arguments.of("*:*", "apikeys:reveal", "apikeys:reveal"),
        Arguments.of("a:b:c  a:b:c", "a:*:c a:b", "a:b:c"));
  }

  @MethodSource("scopes")
  @FuzzTest
  void whatIsReadAsAScopeIsPrintedAsTheSameText(@NotNull String text) {
    scope(text)
        .ifPresent(
            scope -> {
              assertThat(scope).hasToString(text);
              assertThat(scope.isGrantable()).isTrue();
              assertThat(scope.covers(scope)).isTrue();
              assertThat(Scopes.parse(text).all()).containsExactly(scope);
            });
  }

  @MethodSource("lists")
  @FuzzTest
  void whatTwoListsShareIsWhatBothCover(
      @NotNull String one, @NotNull String two, @NotNull String wanted) {
    Optional<Scopes> first = scopes(one);
    Optional<Scopes> second = scopes(two);
    Optional<Scope> needed = scope(wanted);
    if (first.isPresent() && second.isPresent() && needed.isPresent()) {
      boolean both = first.get().cover(needed.get()) && second.get().cover(needed.get());
      assertThat(Scopes.parse(first.get().toString())).isEqualTo(first.get());
      if (first.get().shared(second.get()).cover(needed.get())) {
        assertThat(both).isTrue();
      }
    }
  }

  private static Optional<Scope> scope(String text) {
    try {
      return Optional.of(Scope.parse(text));
    } catch (IllegalArgumentException declared) {
      return Optional.empty();
    }
  }

  private static Optional<Scopes> scopes(String text) {
    try {
      return Optional.of(Scopes.parse(text));
    } catch (IllegalArgumentException declared) {
      return Optional.empty();
    }
  }
}
