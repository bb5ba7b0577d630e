package dev.latchkey.guard;

import static dev.latchkey.store.SampleKey.FORMAT;
import static dev.latchkey.store.SampleKey.TAG_KEY;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.guard.Proven.Standing;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.lookup.opaque.OpaqueLookup;
import dev.latchkey.journal.Follower;
import dev.latchkey.journal.InMemoryJournal;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.journal.Node;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may learn of a token that they were handed. */
class InquiryTest {
  private static final Duration LEASE = ofSeconds(10);
  private static final String TEXT = new SampleKey().text();

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final ManualTime time = new ManualTime();
  private final Instant now = time.now();
  private final InMemoryKeys store = new InMemoryKeys();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final KnownTagKeys tagKeys = new KnownTagKeys(store, time);
  private final Follower follower =
      new Follower(
          journal,
          new Knowledge(keys, tagKeys),
          new Node("n1", "node", new LeaseTerms(ofSeconds(1), LEASE)),
          time);
  private final CredentialLookup opaque = new OpaqueLookup(FORMAT, keys, tagKeys);
  private final Inquiry inquiry = new Inquiry(opaque, follower::replica, time);

  @BeforeEach
  void join() {
    store.hashWith(journal::hashOf);
    follower.poll();
  }

  private void commit(SampleKey key) {
    store.put(key);
    journal.commit("key:" + key.id().value());
    while (follower.poll()) {
      // until there is nothing new
    }
  }

  private Optional<Proven> about(String token) {
    return inquiry.about(token, Optional.empty());
  }

  private Optional<Standing> standing() {
    return about(TEXT).map(Proven::standing);
  }

  @Test
  void aGoodKeyIsProvenWithItsSecretItsTimesAndItsEnd() {
    Instant end = now.plusSeconds(60);
    commit(new SampleKey().notBefore(now.minusSeconds(5)).expiresAt(end));
    Proven proven = about(TEXT).orElseThrow();
    assertThat(proven.isGood()).isTrue();
    assertThat(proven.caller().key()).isEqualTo(new SampleKey().id());
    assertThat(proven.secret()).isEqualTo(1);
    assertThat(proven.issuedAt()).isEqualTo(SampleKey.CREATED);
    assertThat(proven.notBefore()).contains(now.minusSeconds(5));
    assertThat(proven.worksUntil()).contains(end);
  }

  @Test
  void itEndsWithItsSecretWhereThatIsEarlier() {
    Instant end = now.plusSeconds(60);
    commit(new SampleKey().rotatedOutAt(end).expiresAt(end.plusSeconds(1)));
    assertThat(about(TEXT).orElseThrow().worksUntil()).contains(end);
  }

  @Test
  void whatTheOwnerLacksIsNotAmongTheEffectiveScopes() {
    commit(new SampleKey().scopes("zones:read zones:write").ofAda("zones:read users:read", true));
    assertThat(about(TEXT).orElseThrow().caller().effectiveScopes()).hasToString("zones:read");
  }

  @Test
  void aKeyThatDoesNotWorkIsProvenButBarred() {
    commit(new SampleKey().disabled());
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().revoked());
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().expiresAt(now));
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().notBefore(now.plusSeconds(1)));
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().ofAda("zones:read", false));
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().withoutApiAccess());
    assertThat(standing()).contains(Standing.BARRED);
    commit(new SampleKey().signedOnly());
    assertThat(standing()).contains(Standing.BARRED);
  }

  @Test
  void aSecretThatWasRotatedOutSpeaksForItsKeyNoMore() {
    commit(new SampleKey().secret("n".repeat(32), Optional.empty()).rotatedOutAt(now));
    assertThat(standing()).contains(Standing.ENDED);
    commit(new SampleKey().rotatedOutAt(now).revoked());
    assertThat(standing()).contains(Standing.ENDED);
  }

  @Test
  void networksAreAskedOnlyWhereItIsKnownWhereTheTokenIsUsedFrom() {
    commit(new SampleKey().from("10.0.0.0/8"));
    assertThat(standing()).contains(Standing.GOOD);
    assertThat(inquiry.about(TEXT, Optional.of("10.1.1.1"))).hasValueSatisfying(Proven::isGood);
    assertThat(inquiry.about(TEXT, Optional.of("192.0.2.1")).orElseThrow().standing())
        .isEqualTo(Standing.BARRED);
    assertThat(inquiry.about(TEXT, Optional.of("")).orElseThrow().standing())
        .isEqualTo(Standing.BARRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a b", "é", "lk_live_", "a.b.c"})
  void whatIsNoTokenOfOursProvesNothing(String token) {
    assertThat(about(token)).isEmpty();
    assertThat(about("a".repeat(5000))).isEmpty();
  }

  @Test
  void anUnknownKeyAndAWrongSecretProveNothing() {
    assertThat(about(TEXT)).isEmpty();
    commit(new SampleKey());
    assertThat(about(new SampleKey().text("w".repeat(32), TAG_KEY))).isEmpty();
  }

  @Test
  void whatIsBoundToARequestProvesNothing() {
    commit(new SampleKey());
    Known known = keys.load(new KeyId("0123456789AB")).orElseThrow();
    CredentialLookup signed =
        (credential, message) ->
            new Answer.Found(
                known,
                known.stored().secrets().get(0),
                Optional.of(new Nonce("nonce", now.plusSeconds(60))));
    Inquiry asking = new Inquiry(signed, follower::replica, time);
    assertThat(asking.about(TEXT, Optional.empty())).isEmpty();
  }

  @Test
  void aStoreThatIsAwayIsNoAnswer() {
    CredentialLookup away = (credential, message) -> new Answer.Unavailable("away");
    Inquiry asking = new Inquiry(away, follower::replica, time);
    assertThatThrownBy(() -> asking.about(TEXT, Optional.empty()))
        .isInstanceOf(StoreException.class)
        .hasMessage("away");
  }

  @Test
  void aNodeWhoseLeaseIsOverAsksNobodyAndAnswersNothing() {
    commit(new SampleKey());
    time.pass(LEASE);
    assertThatThrownBy(() -> about(TEXT)).isInstanceOf(StoreException.class);
  }

  @Test
  void whatIsRevokedDuringTheLookUpIsFoundRevoked() {
    commit(new SampleKey());
    about(TEXT);
    boolean[] once = {true};
    CredentialLookup slow =
        (credential, message) -> {
          Answer answer = opaque.lookup(credential, message);
          if (once[0]) {
            once[0] = false;
            commit(new SampleKey().revoked());
          }
          return answer;
        };
    Inquiry asking = new Inquiry(slow, follower::replica, time);
    assertThat(asking.about(TEXT, Optional.empty()).orElseThrow().standing())
        .isEqualTo(Standing.BARRED);
  }
}
