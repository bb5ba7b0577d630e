package dev.latchkey.guard.lookup.signed;

import static dev.latchkey.store.SampleKey.TAG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.jwt.JwtLookup;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.Entries;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.key.text.TokenId;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLookupTest {
  private static final KeyId ID = new SampleKey().id();
  private static final String JTI = TokenId.print(ID, 2, TAG_KEY);
  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"JWT\"}";
  private static final String TOKEN = token(HEADER, claims(JTI));

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final KnownTagKeys tagKeys = new KnownTagKeys(store, new ManualTime());
  private final JwtLookup lookup =
      new JwtLookup(List.of(new SignedLookup("us", keys, tagKeys, 100)));

  private static String claims(String jti) {
    return "{\"iss\":\"us\",\"sub\":\"ada\",\"jti\":\"" + jti + "\"}";
  }

  private static String token(String header, String claims) {
    return part(header) + '.' + part(claims) + ".c2ln";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static TagKey anotherTagKey() {
    byte[] bytes = new byte[TagKey.BYTES];
    Arrays.fill(bytes, (byte) 7);
    return new TagKey(1, bytes);
  }

  private static SampleKey key() {
    return new SampleKey().proof(new Proof.OfToken(Digest.ofText(TOKEN)));
  }

  private Answer ask(String token) {
    return lookup.lookup(new Bearer(token), SampleMessage.PLAIN);
  }

  private void learn(long entry) {
    keys.learn(List.of(Entries.entry(entry, "key:" + ID.value())));
  }

  @Test
  void aTokenIsFoundInTheStoreOnceAndThenInMemory() {
    store.put(key());
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    assertThat(store.finds()).isEqualTo(1);
    assertThat(((Found) ask(TOKEN)).secret().ordinal()).isEqualTo(2);
    assertThat(((Found) ask(TOKEN)).isSigned()).isFalse();
  }

  @Test
  void theSignatureIsNotWhatProvesIt() {
    store.put(key());
    String other = TOKEN.substring(0, TOKEN.lastIndexOf('.')) + ".b3Ro";
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    assertThat(ask(other)).isEqualTo(new Rejected("wrong token", Optional.of(ID)));
  }

  @Test
  void aKeyWhoseStateIsBadIsFoundAllTheSameForTheChecksToJudge() {
    store.put(key().revoked());
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
  }

  @Test
  void anotherTokenWithTheSameNameIsWrong() {
    store.put(key());
    assertThat(ask(token(HEADER, claims(JTI).replace("ada", "eve")))).isInstanceOf(Rejected.class);
    assertThat(ask(token(HEADER.replace("ES256", "none"), claims(JTI))))
        .isInstanceOf(Rejected.class);
    assertThat(ask(token(HEADER, claims(TokenId.print(ID, 1, TAG_KEY)))))
        .isInstanceOf(Rejected.class);
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void theSecretOfAnOpaqueKeyIsNoToken() {
    store.put(new SampleKey().proof(new Proof.OfSecret(Digest.ofText(TOKEN))));
    assertThat(ask(TOKEN)).isInstanceOf(Rejected.class);
  }

  @Test
  void aForgedTokenCostsNoLookUp() {
    store.put(key());
    for (int i = 0; i < 100; i++) {
      String jti = TokenId.print(new KeyId("%012d".formatted(i)), 1, anotherTagKey());
      assertThat(ask(token(HEADER, claims(jti))))
          .isEqualTo(new Rejected("forged: not signed here"));
    }
    assertThat(ask(token(HEADER, claims(TokenId.print(ID, 2, anotherTagKey())))))
        .isInstanceOf(Rejected.class);
    assertThat(store.finds()).isZero();
    assertThat(store.tagReads()).isEqualTo(1);
  }

  @Test
  void withoutWholeTagKeysAWrongTagCostsALookUpAndNeverAccess() {
    store.put(new TagKeys(List.of(), false));
    store.put(key());
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    String jti = TokenId.print(new KeyId("ZZZZZZZZZZZZ"), 1, anotherTagKey());
    assertThat(ask(token(HEADER, claims(jti)))).isEqualTo(new Rejected("unknown"));
  }

  @Test
  void anUnknownKeyIsRejectedAndCostsOneLookUp() {
    assertThat(ask(TOKEN)).isEqualTo(new Rejected("unknown"));
    assertThat(ask(TOKEN)).isEqualTo(new Rejected("unknown"));
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void aTokenThatWasProvenIsNothingOnceItsKeyIsGone() {
    store.put(key());
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    learn(store.delete(ID));
    assertThat(ask(TOKEN)).isEqualTo(new Rejected("unknown"));
    assertThat(ask(TOKEN)).isEqualTo(new Rejected("unknown"));
  }

  @Test
  void aTokenThatWasProvenIsNothingOnceItsKeyHasOthers() {
    store.put(key());
    assertThat(ask(TOKEN)).isInstanceOf(Found.class);
    learn(store.put(new SampleKey()));
    assertThat(ask(TOKEN)).isInstanceOf(Rejected.class);
    assertThat(ask(TOKEN)).isInstanceOf(Rejected.class);
  }

  @Test
  void aStoreThatIsAwayIsNoRefusal() {
    store.goAway();
    assertThat(ask(TOKEN)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"iss\":\"us\"}",
        "{\"iss\":\"us\",\"jti\":\"x\"}",
        "{\"iss\":\"us\",\"jti\":1}",
        "{\"iss\":\"us\",\"jti\":null}"
      })
  void oneOfOursWithoutANameOfOursIsRefused(String claims) {
    assertThat(ask(token(HEADER, claims)))
        .isEqualTo(new Rejected("malformed: its jti is none of ours"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jti\":\"x\"}",
        "{\"iss\":\"them\"}",
        "{\"iss\":\"Us\"}",
        "{\"iss\":[\"us\"]}",
        "{\"iss\":null}"
      })
  void aTokenOfAnotherIssuerIsForAnotherKind(String claims) {
    assertThat(ask(token(HEADER, claims)))
        .isEqualTo(new Rejected("a JWT of nobody who is trusted here"));
  }

  @Test
  void aTokenOfAnotherTypeIsForAnotherKind() {
    assertThat(ask(token(HEADER.replace("JWT", "at+jwt"), claims(JTI))))
        .isEqualTo(new Rejected("a JWT of nobody who is trusted here"));
    assertThat(ask(token("{\"alg\":\"ES256\"}", claims(JTI)))).isEqualTo(new Rejected("unknown"));
  }
}
