package dev.latchkey.guard.lookup.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever a token is for bounds what it may do, and can be cut off here. */
class HostTest {
  private static final SigningKey KEY = SigningKey.ec("k", Curve.P_256);
  private static final Scope READ = Scope.parse("zones:read");

  private final Provider provider = new Provider();
  private Trust trust = trust(Trust.MAPPING);

  @AfterEach
  void close() {
    trust.close();
    provider.close();
  }

  private Trust trust(Mapping mapping) {
    provider.publish(KEY);
    Trust made = new Trust(Trust.issuer(provider, Trust.TERMS, mapping));
    made.refresh();
    return made;
  }

  private void map(Mapping mapping) {
    trust.close();
    trust = trust(mapping);
  }

  private String token(Object scope) {
    return trust.token(provider).with("scope", scope).signed("ES256", KEY);
  }

  private Known known(String token) {
    return ((Found) trust.ask(token)).known();
  }

  private boolean works(String token) {
    return known(token).worksAt(trust.time.now());
  }

  @ParameterizedTest
  @CsvSource({
    "dns.read, zones:read",
    "dns.read mail, zones:read mail:*",
    "openid profile, ''",
    "zones:write, ''",
    "'', ''",
    "' dns.read  dns.read ', zones:read"
  })
  void onlyWhatTheSettingsSayIsGranted(String theirs, String ours) {
    assertThat(known(token(theirs)).key().scopes()).hasToString(ours);
  }

  @Test
  void scopesMayBeAnArrayAndStandDeepInside() {
    assertThat(known(token(List.of("dns.read", "mail"))).key().scopes())
        .hasToString("zones:read mail:*");
    String inside =
        trust
            .token(provider)
            .without("scope")
            .with("realm_access", Map.of("roles", List.of("mail", "offline_access")))
            .signed("ES256", KEY);
    assertThat(known(inside).key().scopes()).hasToString("mail:*");
  }

  @Test
  void scopesOfOurFormStandForThemselvesWhereTheSettingsSaySo() {
    map(Trust.mapping(true, false));
    assertThat(known(token("zones:write dns.read openid a:b:*")).key().scopes())
        .hasToString("zones:write zones:read");
  }

  @Test
  void aUserBoundsTheToken() {
    map(Trust.mapping(true, false));
    String token = token("zones:read dns:write");
    assertThat(known(token).caller().holds(READ)).isTrue();
    assertThat(known(token).caller().holds(Scope.parse("dns:write"))).isFalse();

    trust.user("ada", Trust.ACME, "dns:*", true);
    assertThat(known(token).caller().holds(READ)).isFalse();
    assertThat(known(token).caller().holds(Scope.parse("dns:write"))).isTrue();
  }

  @Test
  void aUserWhoIsDisabledIsCutOffThoughTheTokenLivesOn() {
    String token = token("dns.read");
    assertThat(works(token)).isTrue();
    trust.user("ada", Trust.ACME, "zones:*", false);
    assertThat(works(token)).isFalse();
    assertThat(works(token("mail"))).isFalse();
    trust.user("ada", Trust.ACME, "zones:*", true);
    assertThat(works(token)).isTrue();
  }

  @Test
  void anAccountWithoutApiAccessHasNone() {
    String token = token("dns.read");
    assertThat(known(token).account().apiAccess()).isTrue();
    trust.learn(trust.store.put(new Account(Trust.ACME, "Acme", false)), "account:acme");
    assertThat(known(token).account().apiAccess()).isFalse();
  }

  @Test
  void anUnknownUserIsRefusedUntilThereIsOne() {
    String token = trust.token(provider).with("sub", "bob").signed("ES256", KEY);
    assertThat(works(token)).isFalse();
    trust.user("bob", Trust.ACME, "zones:read", true);
    assertThat(works(token)).isTrue();
  }

  @Test
  void anUnknownUserIsBoundedByTheTokenAloneWhereTheSettingsSaySo() {
    map(Trust.mapping(false, true));
    String token = trust.token(provider).with("sub", "bob").signed("ES256", KEY);
    assertThat(works(token)).isTrue();
    assertThat(known(token).caller().holds(READ)).isTrue();
    assertThat(known(token).caller().holds(Scope.parse("mail:read"))).isFalse();
    trust.user("bob", Trust.ACME, "zones:read", false);
    assertThat(works(token)).isFalse();
  }

  @Test
  void aUserOfAnotherAccountIsRefused() {
    trust.user("eve", new AccountId("evil"), "*:*", true);
    String token = trust.token(provider).with("sub", "eve").signed("ES256", KEY);
    assertThat(trust.outcome(token)).contains("another account");
  }

  @Test
  void theAccountMayBeAClaimAndHasToBeHere() {
    AccountOf tenant = AccountOf.parse("claim:https://example.com/org id");
    map(new Mapping(tenant, Place.parse("claim:sub"), Trust.MAPPING.grants(), true));
    assertThat(works(org("acme"))).isTrue();
    assertThat(trust.outcome(org("nowhere"))).contains("account that is not here");
    assertThat(trust.outcome(org("a/b"))).contains("account id takes");
    assertThat(trust.outcome(token("dns.read"))).contains("names no account");

    AccountId nowhere = new AccountId("nowhere");
    trust.learn(trust.store.put(new Account(nowhere, "N", true)), "account:nowhere");
    assertThat(known(org("nowhere")).key().account()).isEqualTo(nowhere);
    assertThat(known(org("acme")).key().account()).isEqualTo(Trust.ACME);
    assertThat(trust.outcome(org("nowhere", "ada")))
        .as("known in another account")
        .contains("another account");
  }

  private String org(String id) {
    return org(id, "carol");
  }

  private String org(String id, String subject) {
    return trust
        .token(provider)
        .with("sub", subject)
        .with("https://example.com/org", Map.of("id", id))
        .signed("ES256", KEY);
  }

  @Test
  void theUserMayBeAnotherClaimThanTheSubjectAndHasToBeThere() {
    Place name = Place.parse("claim:name");
    map(new Mapping(AccountOf.parse("acme"), name, Trust.MAPPING.grants(), true));
    Token token = trust.token(provider);
    Known ada = known(token.with("name", "ada").signed("ES256", KEY));
    Known bob = known(token.with("name", "bob").signed("ES256", KEY));
    assertThat(ada.caller().user().orElseThrow().value()).isEqualTo("ada");
    assertThat(bob.caller().user().orElseThrow().value()).isEqualTo("bob");
    assertThat(ada.key().id()).as("of one subject").isNotEqualTo(bob.key().id());
    assertThat(trust.outcome(token.without("name").signed("ES256", KEY))).contains("no user");
  }

  @Test
  void aKeyThatIsWithdrawnWhileItsTokenIsProvenOpensNothingAfterwards() {
    long exp = trust.time.now().plusSeconds(3600).getEpochSecond();
    String token = trust.token(provider).with("exp", exp).signed("ES256", KEY);
    trust.store.meanwhileOnce(
        () -> {
          provider.publish(SigningKey.ec("k", Curve.P_256));
          do {
            trust.time.pass(Duration.ofMinutes(5));
            trust.refresh();
          } while (trust.issuers.concern().isPresent());
        });
    trust.ask(token);
    assertThat(trust.outcome(token)).contains("has not signed");
  }

  @Test
  void noMoreTokensAreProvenAtOnceThanLeaveProcessorsToOthers() {
    AtomicInteger asked = new AtomicInteger();
    Set<String> outcomes = new HashSet<>();
    trust.store.meanwhile(
        () -> {
          String subject = "u" + asked.incrementAndGet();
          if (asked.get() < 200) {
            outcomes.add(
                trust.outcome(trust.token(provider).with("sub", subject).signed("ES256", KEY)));
          }
        });
    trust.ask(token("dns.read"));
    assertThat(outcomes).contains("unavailable");
  }

  @Test
  void aStoreThatIsAwayIsNoRefusal() {
    trust.store.goAway();
    String token = token("dns.read");
    assertThat(trust.outcome(token)).isEqualTo("unavailable");
    trust.store.comeBack();
    assertThat(trust.outcome(token)).isEqualTo("found");
  }

  @Test
  void theStoreIsAskedOnceForAllTokensOfAUser() {
    for (int i = 0; i < 20; i++) {
      assertThat(works(trust.token(provider).with("jti", "j" + i).signed("ES256", KEY))).isTrue();
    }
    assertThat(trust.store.finds()).isEqualTo(1);
  }

  @Test
  void whoeverWaitsForTheEndOfACallerIsToldWhenTheUserIsDisabled() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    known(token("dns.read")).caller().whenEnded(told::countDown);
    trust.endings.review(trust.keys, trust.time.now());
    trust.user("ada", Trust.ACME, "zones:*", false);
    assertThat(told.getCount()).isEqualTo(1);
    trust.endings.review(trust.keys, trust.time.now());
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
