package dev.latchkey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Target TARGET = new Target("key", "0123456789AB");
  private static final String DETAIL = "{\"reason\":\"\u00dcnlucky\"}";

  private static byte[] key() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return key;
  }

  private static Entry entry(Chain chain) {
    String hash =
        chain.next(Chain.ORIGIN, 1, AT, "user:ada", "key.revoked", "acme", TARGET, DETAIL);
    return new Entry(1, AT, "user:ada", "key.revoked", "acme", TARGET, DETAIL, hash);
  }

  /** The entry, changed in one field each. */
  private static List<Entry> forgeries(Entry e) {
    String hash = e.hash();
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(2, AT, "user:ada", "key.revoked", "acme", TARGET, DETAIL, hash));
    all.add(
        new Entry(1, AT.plusMillis(1), "user:ada", "key.revoked", "acme", TARGET, DETAIL, hash));
    all.add(new Entry(1, AT, "user:bob", "key.revoked", "acme", TARGET, DETAIL, hash));
    all.add(new Entry(1, AT, "user:ada", "key.enabled", "acme", TARGET, DETAIL, hash));
    all.add(new Entry(1, AT, "user:ada", "key.revoked", "other", TARGET, DETAIL, hash));
    Target user = new Target("user", "0123456789AB");
    Target other = new Target("key", "ZZZZZZZZZZZZ");
    all.add(new Entry(1, AT, "user:ada", "key.revoked", "acme", user, DETAIL, hash));
    all.add(new Entry(1, AT, "user:ada", "key.revoked", "acme", other, DETAIL, hash));
    all.add(new Entry(1, AT, "user:ada", "key.revoked", "acme", TARGET, "{}", hash));
    String bit = (hash.charAt(63) == '0' ? '1' : '0') + "";
    all.add(
        new Entry(
            1, AT, "user:ada", "key.revoked", "acme", TARGET, DETAIL, hash.substring(0, 63) + bit));
    return all;
  }

  @Test
  void theSameEntryHasTheSameHashForEver() {
    assertThat(entry(Chain.plain()).hash())
        .isEqualTo("a6e137d182e3ae4272b80086115e4a08c2adc142d9829a1e885fb3d32e15cfec");
    assertThat(entry(Chain.keyed(key())).hash())
        .isEqualTo("d796ba9811b66cce753a6d3dc6cfe45993b99e77b31e97ada098edb746433d38");
  }

  @Test
  void anEntryLinksToTheOneBeforeIt() {
    for (Chain chain : List.of(Chain.plain(), Chain.keyed(key()))) {
      assertThat(chain.links(Chain.ORIGIN, entry(chain))).isTrue();
      assertThat(chain.links("1".repeat(64), entry(chain))).isFalse();
      assertThat(chain.links("", entry(chain))).isFalse();
    }
  }

  @Test
  void aChangeOfAnyFieldBreaksTheLink() {
    for (Chain chain : List.of(Chain.plain(), Chain.keyed(key()))) {
      assertThat(forgeries(entry(chain)))
          .hasSize(9)
          .noneMatch(forgery -> chain.links(Chain.ORIGIN, forgery));
    }
  }

  @Test
  void onlyTheHolderOfTheKeyCanMakeAKeyedLink() {
    byte[] other = key();
    other[31] ^= 1;
    Chain mine = Chain.keyed(key());
    assertThat(mine.links(Chain.ORIGIN, entry(Chain.plain()))).isFalse();
    assertThat(mine.links(Chain.ORIGIN, entry(Chain.keyed(other)))).isFalse();
    assertThat(Chain.plain().links(Chain.ORIGIN, entry(mine))).isFalse();
    assertThat(mine.isKeyed()).isTrue();
    assertThat(Chain.plain().isKeyed()).isFalse();
  }

  @Test
  void nothingMovesOverTheBorderBetweenTwoFields() {
    List<String> words = List.of("", "a", "ab", "b", "\0", "a\0b", "\0\0\0\1a");
    Set<String> hashes = new HashSet<>();
    int combinations = 0;
    for (String actor : words) {
      for (String action : words) {
        for (String account : words) {
          for (String detail : words) {
            combinations++;
            hashes.add(
                Chain.plain().next(Chain.ORIGIN, 1, AT, actor, action, account, TARGET, detail));
          }
        }
      }
    }
    assertThat(hashes).hasSize(combinations);
  }

  @Test
  void aKeyThatCouldBeGuessedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chain.keyed(new byte[15]))
        .withMessage("a journal key has at least 16 bytes");
    assertThat(Chain.keyed(new byte[16]).isKeyed()).isTrue();
  }

  @Test
  void aTargetIsReadAsItIsPrinted() {
    for (String text : List.of("key:0123456789AB", "user:a:b", "account:", ":x")) {
      assertThat(Target.parse(text)).hasToString(text);
    }
    assertThat(Target.parse("user:a:b")).isEqualTo(new Target("user", "a:b"));
    assertThat(Target.parse("everything")).isEqualTo(new Target("everything", ""));
  }
}
