package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardedRequestTest {
  private static final Map<String, String> TRAILERS =
      Map.of("x-user", "root", "latchkey-user", "root", "digest", "abc");

  private final HttpServletResponse response = answering(HttpServletResponse.class);

  private final HttpServletRequest bare = answering(HttpServletRequest.class);
  private final HttpServletRequest guarded =
      new GuardedRequest(bare, response, Optional.empty(), Set.of("x-user"), null);

  @Test
  void aGuardedRequestIsKnownWhateverIsAroundIt() {
    assertThat(GuardedRequest.isWithin(guarded)).isTrue();
    assertThat(GuardedRequest.isWithin(new HttpServletRequestWrapper(guarded))).isTrue();
    assertThat(GuardedRequest.isWithin(bare)).isFalse();
    assertThat(GuardedRequest.isWithin(new HttpServletRequestWrapper(bare))).isFalse();
  }

  @Test
  void identityHeadersBehindTheBodyAreGoneToo() {
    assertThat(guarded.getTrailerFields()).containsOnly(Map.entry("digest", "abc"));
  }

  private static <T> T answering(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) ->
                called.getName().equals("getTrailerFields") ? TRAILERS : null));
  }
}
