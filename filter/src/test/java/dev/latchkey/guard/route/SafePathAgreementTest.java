package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The promise of {@link SafePath}: programs that read in different orders agree on safe paths. */
class SafePathAgreementTest {
  private static final String[] ATOMS = {
    "/",
    "/",
    "/",
    "a",
    "b",
    ".",
    "..",
    ";",
    ";x=1",
    "%2e",
    "%2E",
    "%2f",
    "%5c",
    "\\",
    "%3b",
    "%c3%a9",
    "%c0%ae",
    "%e0%80%af",
    "%25",
    "%252e",
    "%252f",
    "%00",
    "%09",
    "%u002e",
    "%",
    "2e"
  };

  private static String randomUri(Random random) {
    StringBuilder uri = new StringBuilder("/");
    for (int atoms = random.nextInt(7); atoms > 0; atoms--) {
      uri.append(ATOMS[random.nextInt(ATOMS.length)]);
    }
    return uri.toString();
  }

  private static String decoded(String uri) {
    return URLDecoder.decode(uri.replace("+", "%2b"), StandardCharsets.UTF_8);
  }

  private static String withoutParameters(String uri) {
    return uri.replaceAll(";[^/]*", "");
  }

  private static String normalised(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.replace('\\', '/').split("/")) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    boolean slash = path.endsWith("/") && !kept.isEmpty();
    return '/' + String.join("/", kept) + (slash ? "/" : "");
  }

  @Test
  void everyOrderOfReadingGivesTheSamePath() {
    Random random = new Random(20260102);
    int safe = 0;
    for (int round = 0; round < 200_000; round++) {
      String uri = randomUri(random);
      if (RawUri.flaw(uri, false).isEmpty()) {
        safe++;
        String path = decoded(withoutParameters(uri));
        assertThat(DecodedPath.flaw(path)).as(uri).isEmpty();
        assertThat(withoutParameters(decoded(uri))).as(uri).isEqualTo(path);
        assertThat(normalised(path)).as(uri).isEqualTo(path);
        assertThat(decoded(withoutParameters(normalised(uri)))).as(uri).isEqualTo(path);
        assertThat(normalised(withoutParameters(decoded(uri)))).as(uri).isEqualTo(path);
      }
    }
    assertThat(safe).isGreaterThan(10_000);
  }
}
