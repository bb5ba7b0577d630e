package dev.latchkey.guard;

import static dev.latchkey.store.SampleKey.FORMAT;
import static dev.latchkey.store.SampleKey.TAG_KEY;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Decision.Allowed;
import dev.latchkey.guard.decide.Decision.Refused;
import dev.latchkey.guard.decide.Decision.Undecided;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.decide.Refusal.Kind;
import dev.latchkey.guard.limit.LocalLimiter;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Lookups;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.lookup.opaque.OpaqueLookup;
import dev.latchkey.guard.route.RouteLine;
import dev.latchkey.guard.route.RouteTable;
import dev.latchkey.guard.usage.UseCount;
import dev.latchkey.journal.Follower;
import dev.latchkey.journal.InMemoryJournal;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.journal.Node;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scope;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.Nonces;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String RULES =
      """
      GET  /zones         zones:read
      GET  /zones/{zone}  zones:read:{zone}
      POST /zones         zones:write audit:write
      *    /health        public
      *    /me            authenticated
      *    /latchkey/**   optional
      """;

  private static final Duration LEASE = ofSeconds(10);
  private static final Nonce NONCE = new Nonce("once", Instant.MAX);
  private static final String TEXT = new SampleKey().text();

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final ManualTime time = new ManualTime();
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
  private final CredentialLookup lookup =
      new Lookups(List.of(new OpaqueLookup(FORMAT, keys, tagKeys)));
  private final Set<String> spent = new HashSet<>();
  private Runnable onSpend = () -> {};
  private final Nonces nonces =
      (id, until) -> {
        onSpend.run();
        return spent.add(id);
      };
  private final RecordedLog log = new RecordedLog();
  private final Gate gate = gate(lookup, false);

  private Gate gate(CredentialLookup by, boolean corsPreflight) {
    RouteTable routes = RouteTable.of(RouteLine.read("rules", RULES), false);
    Judgement judgement =
        new Judgement(
            by,
            nonces,
            new LocalLimiter(time, 100),
            follower::replica,
            time,
            new DecisionLog("node", log),
            UseCount.NONE);
    return new Gate(routes, judgement, corsPreflight);
  }

  @BeforeEach
  void join() {
    store.hashWith(journal::hashOf);
    follower.poll();
  }

  /** Commits a key and its entry, and lets this node learn of it. */
  private void commit(SampleKey key) {
    store.put(key);
    journal.commit("key:" + key.id().value());
    while (follower.poll()) {
      // until there is nothing new
    }
  }

  private Decision decide(SampleRequest request) {
    return gate.decide(request.incoming());
  }

  private static SampleRequest get(String path) {
    return SampleRequest.to("GET", path);
  }

  private static SampleRequest zones() {
    return get("/zones").bearer(TEXT);
  }

  private static Refusal refusal(Decision decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return ((Refused) decision).refusal();
  }

  private void assertInvalid(String why) {
    Refusal refusal = refusal(decide(zones()));
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(refusal.why()).isEqualTo(why);
    assertThat(refusal.needed()).isEmpty();
  }

  // Who comes in.

  @Test
  void aGoodKeyThatCoversTheRouteIsAllowed() {
    commit(new SampleKey());
    Decision decision = decide(zones());
    assertThat(decision).isInstanceOf(Allowed.class);
    assertThat(((Allowed) decision).caller().key()).isEqualTo(new SampleKey().id());
    assertThat(((Allowed) decision).caller().account()).hasToString("acme");
  }

  @Test
  void anyGoodKeyMayGoWhereOnlyAuthenticationIsAsked() {
    commit(new SampleKey().scopes(""));
    assertThat(decide(get("/me").bearer(TEXT))).isInstanceOf(Allowed.class);
  }

  @Test
  void aScopeForOneInstanceOpensThatInstanceAlone() {
    commit(new SampleKey().scopes("zones:read:example.com"));
    assertThat(decide(get("/zones/example.com").bearer(TEXT))).isInstanceOf(Allowed.class);
    for (String other : List.of("/zones/example.org", "/zones/*", "/zones/example.com:x")) {
      assertThat(refusal(decide(get(other).bearer(TEXT))).kind())
          .isEqualTo(Kind.INSUFFICIENT_SCOPE);
    }
    assertThat(refusal(decide(zones())).kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
  }

  @Test
  void anXApiKeyIsReadOnlyWhereItIsSwitchedOn() {
    commit(new SampleKey());
    SampleRequest request = get("/zones").header("X-Api-Key", TEXT);
    assertThat(refusal(decide(request)).kind()).isEqualTo(Kind.NO_CREDENTIAL);
    assertThat(request.readHeaders()).containsExactly("authorization");
    assertThat(decide(request.withApiKeyHeader())).isInstanceOf(Allowed.class);
  }

  // Who does not.

  @Test
  void noCredentialIsRefusedAsSuch() {
    assertThat(refusal(decide(get("/zones")))).isEqualTo(Refusal.NO_CREDENTIAL);
    assertThat(refusal(decide(get("/me")))).isEqualTo(Refusal.NO_CREDENTIAL);
  }

  @Test
  void anotherSchemeCountsAsNoCredential() {
    assertThat(refusal(decide(get("/zones").header("Authorization", "Basic dXNlcjpwYXNz"))))
        .isEqualTo(Refusal.NO_CREDENTIAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer \"x\"", ""})
  void aMalformedCredentialIsAnInvalidRequest(String value) {
    assertThat(refusal(decide(get("/zones").header("Authorization", value))).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void twoCredentialsAreAnInvalidRequestThoughBothAreGood() {
    commit(new SampleKey());
    assertThat(refusal(decide(zones().bearer(TEXT))).kind()).isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void anUnknownKeyIsInvalid() {
    assertInvalid("unknown");
  }

  @Test
  void aKeyWithAWrongSecretIsInvalidAndTheLogIsToldWhichKeyItNamed() {
    commit(new SampleKey());
    String wrong = new SampleKey().text("x".repeat(32), TAG_KEY);
    Refusal refusal = refusal(decide(get("/zones").bearer(wrong)));
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(refusal.key()).hasValue(new SampleKey().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lk_live_short", "eyJhbGciOiJub25lIn0.e30.", "x"})
  void aTokenOfAnyOtherFormIsInvalid(String token) {
    assertThat(refusal(decide(get("/zones").bearer(token))).kind()).isEqualTo(Kind.INVALID_TOKEN);
  }

  @Test
  void aRevokedKeyIsInvalid() {
    commit(new SampleKey().revoked());
    assertInvalid("revoked");
  }

  @Test
  void aDisabledKeyIsInvalid() {
    commit(new SampleKey().disabled());
    assertInvalid("disabled");
  }

  @Test
  void aKeyIsInvalidFromTheInstantOfItsEnd() {
    commit(new SampleKey().expiresAt(time.now().plusMillis(1)));
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
    time.pass(ofMillis(1));
    assertInvalid("expired");
  }

  @Test
  void aKeyIsInvalidUntilTheInstantOfItsStart() {
    commit(new SampleKey().notBefore(time.now().plusMillis(1)));
    assertInvalid("not valid yet");
    time.pass(ofMillis(1));
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
  }

  @Test
  void aSecretIsInvalidFromTheInstantOfItsEndAndTheOtherWorksOn() {
    String second = "x".repeat(32);
    Instant end = time.now().plusMillis(1);
    commit(new SampleKey().secret(second, Optional.empty()).rotatedOutAt(end));
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
    time.pass(ofMillis(1));
    assertInvalid("this secret was rotated out");
    assertThat(decide(get("/zones").bearer(new SampleKey().text(second, TAG_KEY))))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void aKeyOfADisabledOrMissingOwnerIsInvalid() {
    commit(new SampleKey().ofAda("*:*", false));
    assertInvalid("its owner is disabled or gone");
    commit(new SampleKey().ofNobody());
    assertInvalid("its owner is disabled or gone");
  }

  @Test
  void aKeyFromAWrongNetworkIsInvalidAndNothingSaysWhy() {
    commit(new SampleKey().from("198.51.100.0/24"));
    assertInvalid("from a network that it may not be used from");
    assertThat(decide(zones().from("198.51.100.7"))).isInstanceOf(Allowed.class);
    assertThat(decide(zones().from("::ffff:198.51.100.7"))).isInstanceOf(Allowed.class);
    assertThat(decide(zones().from("unknown"))).isInstanceOf(Refused.class);
  }

  @Test
  void theAddressIsTheProxysWordOnlyWhereTheProxyIsKnown() {
    commit(new SampleKey().from("198.51.100.0/24"));
    Proxies proxies = new Proxies(Networks.parse("192.0.2.0/24"), "X-Forwarded-For");
    SampleRequest request = zones().header("X-Forwarded-For", "198.51.100.7");
    assertThat(decide(request)).isInstanceOf(Refused.class);
    assertThat(request.readHeaders()).doesNotContain("x-forwarded-for");
    assertThat(decide(request.behind(proxies))).isInstanceOf(Allowed.class);
    assertThat(decide(request.from("203.0.113.1"))).isInstanceOf(Refused.class);
  }

  @Test
  void anAccountWithoutApiAccessIsRefusedAsSuch() {
    commit(new SampleKey().withoutApiAccess());
    assertThat(refusal(decide(zones())).kind()).isEqualTo(Kind.NO_API_ACCESS);
  }

  @Test
  void aMissingScopeIsNamed() {
    commit(new SampleKey().scopes("audit:write"));
    Refusal refusal = refusal(decide(SampleRequest.to("POST", "/zones").bearer(TEXT)));
    assertThat(refusal.kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
    assertThat(refusal.needed())
        .containsExactly(Scope.parse("zones:write"), Scope.parse("audit:write"));
    assertThat(refusal.key()).hasValue(new SampleKey().id());
  }

  @Test
  void aKeyDoesNoMoreThanItsOwnerMayDoNow() {
    commit(new SampleKey().scopes("zones:read").ofAda("zones:write", true));
    assertThat(refusal(decide(zones())).kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
    commit(new SampleKey().scopes("zones:write").ofAda("zones:read", true));
    assertThat(refusal(decide(zones())).kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
    commit(new SampleKey().scopes("zones:read").ofAda("zones:read", true));
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
  }

  // Where nothing, or little, is asked.

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/zones/", "/Zones", "/zones/a/b", "/"})
  void anUnlistedRouteIsClosedWithoutAKeyAndWithEveryKey(String path) {
    assertThat(refusal(decide(get(path)))).isEqualTo(Refusal.NO_CREDENTIAL);
    assertThat(refusal(decide(get(path).bearer(TEXT))).kind()).isEqualTo(Kind.INVALID_TOKEN);

    commit(new SampleKey().scopes("*:* apikeys:reveal"));
    Refusal refusal = refusal(decide(get(path).bearer(TEXT)));
    assertThat(refusal.kind()).isEqualTo(Kind.INSUFFICIENT_SCOPE);
    assertThat(refusal.needed()).isEmpty();
  }

  @Test
  void anUnlistedRouteTellsABadKeyNothingMore() {
    commit(new SampleKey().revoked());
    assertThat(refusal(decide(get("/nowhere").bearer(TEXT))).kind()).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(refusal(decide(get("/nowhere").header("Authorization", "Bearer"))).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void aPublicRouteIsOpenAndNoHeaderIsReadWhateverState() {
    SampleRequest request =
        get("/health").bearer("lk_live_short").header("Origin", "https://example.com");
    assertThat(decide(request)).isEqualTo(Decision.OPEN);
    time.pass(LEASE);
    store.goAway();
    assertThat(decide(request)).isEqualTo(Decision.OPEN);
    assertThat(request.readHeaders()).isEmpty();
  }

  @Test
  void anOptionalRouteIsOpenWithoutACredentialAndKnowsAGoodOne() {
    commit(new SampleKey());
    assertThat(decide(get("/latchkey/keys"))).isEqualTo(Decision.OPEN);
    assertThat(decide(get("/latchkey/keys").header("Authorization", "Basic x")))
        .isEqualTo(Decision.OPEN);
    assertThat(decide(get("/latchkey/keys").bearer(TEXT))).isInstanceOf(Allowed.class);
  }

  @Test
  void anOptionalRouteRefusesABadCredential() {
    assertThat(refusal(decide(get("/latchkey/keys").bearer(TEXT))).kind())
        .isEqualTo(Kind.INVALID_TOKEN);
    assertThat(refusal(decide(get("/latchkey/keys").header("Authorization", "Bearer"))).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
    time.pass(LEASE);
    assertThat(decide(get("/latchkey/keys").bearer(TEXT))).isInstanceOf(Undecided.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/../zones", "//health", "/health%2f", "/health;%2F/x"})
  void anUnsafePathIsRefusedBeforeAnythingElseIsRead(String path) {
    SampleRequest request = get(path).bearer(TEXT);
    assertThat(refusal(decide(request)).kind()).isEqualTo(Kind.UNSAFE_PATH);
    assertThat(request.readHeaders()).isEmpty();
  }

  // CORS.

  private static SampleRequest preflight(String method, String path) {
    return SampleRequest.to(method, path)
        .header("Origin", "https://example.com")
        .header("Access-Control-Request-Method", "GET");
  }

  @Test
  void aPreflightNeedsAKeyLikeEverybodyElseUnlessItIsSwitchedOn() {
    assertThat(refusal(decide(preflight("OPTIONS", "/zones")))).isEqualTo(Refusal.NO_CREDENTIAL);
    Gate open = gate(lookup, true);
    assertThat(open.decide(preflight("OPTIONS", "/zones").incoming())).isEqualTo(Decision.OPEN);
    assertThat(open.decide(preflight("OPTIONS", "/nowhere").incoming())).isEqualTo(Decision.OPEN);
  }

  @Test
  void whatOnlyLooksLikeAPreflightIsNone() {
    Gate open = gate(lookup, true);
    for (String method : List.of("GET", "POST", "options", "Options", "HEAD", "TRACE")) {
      assertThat(open.decide(preflight(method, "/zones").incoming())).isInstanceOf(Refused.class);
    }
    SampleRequest plain = SampleRequest.to("OPTIONS", "/zones");
    assertThat(open.decide(plain.incoming())).isInstanceOf(Refused.class);
    assertThat(open.decide(plain.header("Origin", "https://example.com").incoming()))
        .isInstanceOf(Refused.class);
    assertThat(open.decide(preflight("OPTIONS", "/health/../zones").incoming()))
        .isInstanceOf(Refused.class);
  }

  /** Jetty, told to let ambiguous paths pass, does not say what it made of them. */
  @Test
  void aPathThatTheContainerWillNotTellIsRefusedAsUnsafe() {
    SampleRequest ambiguous = get("/zones/a%2fb").whosePathTheContainerWillNotTell();
    assertThat(refusal(decide(ambiguous)).kind()).isEqualTo(Kind.UNSAFE_PATH);
  }

  // When the guard could not tell.

  @Test
  void aKeyWorksWhileTheLeaseRunsAndNoLonger() {
    commit(new SampleKey());
    decide(zones());
    time.pass(LEASE.minusMillis(1));
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
    time.pass(ofMillis(1));
    assertThat(decide(zones())).isEqualTo(new Undecided("lease over"));
  }

  @Test
  void afterTheLeaseNoKeyIsRefusedEitherForTheNodeCannotTell() {
    commit(new SampleKey().revoked());
    time.pass(LEASE);
    assertThat(decide(zones())).isInstanceOf(Undecided.class);
    for (String token : List.of(new SampleKey("ZZZZZZZZZZZZ").text(), "lk_live_short", "x")) {
      assertThat(decide(get("/zones").bearer(token))).isInstanceOf(Undecided.class);
      assertThat(decide(get("/nowhere").bearer(token))).isInstanceOf(Undecided.class);
    }
    assertThat(refusal(decide(get("/zones")))).isEqualTo(Refusal.NO_CREDENTIAL);
  }

  @Test
  void aStoreThatIsAwayIsNoRefusal() {
    store.put(new SampleKey());
    store.goAway();
    assertThat(decide(zones())).isEqualTo(new Undecided("the store is away"));
  }

  @Test
  void aSealedNodeSaysWhyInItsLogAndLetsNobodyIn() {
    commit(new SampleKey());
    decide(zones());
    journal.loseAfter(0);
    follower.poll();
    assertThat(decide(zones())).isEqualTo(new Undecided("sealed: another history"));
  }

  @Test
  void aNodeThatNeverJoinedLetsNobodyIn() {
    store.put(new SampleKey());
    follower.leave();
    assertThat(decide(zones())).isEqualTo(new Undecided("has stopped"));
  }

  /** A pool waits seconds for a database that is away, and anybody can send a token. */
  @Test
  void aNodeThatMayNotActAsksNoDatabase() {
    follower.leave();
    decide(zones());
    assertThat(store.finds()).isZero();
    assertThat(store.tagReads()).isZero();
  }

  @Test
  void aLookUpThatOutlastsTheLeaseAllowsNothing() {
    commit(new SampleKey());
    store.meanwhileOnce(() -> time.pass(LEASE));
    assertThat(decide(zones())).isInstanceOf(Undecided.class);
  }

  @Test
  void aLookUpThatOutlastsTheKeyAllowsNothing() {
    commit(new SampleKey().expiresAt(time.now().plusSeconds(1)));
    store.meanwhileOnce(() -> time.pass(ofSeconds(1)));
    assertInvalid("expired");
  }

  // When the node learns something meanwhile.

  /** As {@link #lookup}, and then something happens before the gate goes on, once. */
  private CredentialLookup thenOnce(Runnable happening) {
    boolean[] happened = {false};
    return (credential, message) -> {
      Answer answer = lookup.lookup(credential, message);
      if (!happened[0]) {
        happened[0] = true;
        happening.run();
      }
      return answer;
    };
  }

  @Test
  void aKeyThatIsRevokedDuringItsLookUpIsRefused() {
    commit(new SampleKey());
    store.meanwhileOnce(() -> commit(new SampleKey().revoked()));
    assertInvalid("revoked");
  }

  @Test
  void aKeyThatIsRevokedAfterItsLookUpIsRefused() {
    commit(new SampleKey());
    decide(zones());
    Gate racing = gate(thenOnce(() -> commit(new SampleKey().revoked())), false);
    assertThat(refusal(racing.decide(zones().incoming())).why()).isEqualTo("revoked");
  }

  @Test
  void aKeyThatIsIssuedAfterItsLookUpIsAllowed() {
    Gate racing = gate(thenOnce(() -> commit(new SampleKey())), false);
    assertThat(racing.decide(zones().incoming())).isInstanceOf(Allowed.class);
  }

  @Test
  void aNodeThatIsSealedAfterTheLookUpLetsNobodyIn() {
    commit(new SampleKey());
    Gate racing =
        gate(
            thenOnce(
                () -> {
                  journal.loseAfter(0);
                  follower.poll();
                }),
            false);
    assertThat(racing.decide(zones().incoming())).isInstanceOf(Undecided.class);
  }

  @Test
  void aNodeWhoseKnowledgeKeepsChangingCannotTell() {
    commit(new SampleKey());
    CredentialLookup restless =
        (credential, message) -> {
          Answer answer = lookup.lookup(credential, message);
          follower.poll();
          return answer;
        };
    assertThat(gate(restless, false).decide(zones().incoming()))
        .isEqualTo(new Undecided("knowledge kept changing"));
  }

  // What is signed.

  /** As {@link #lookup}, and the holder has signed with what is found. */
  private Gate signed() {
    return gate(
        (credential, message) ->
            lookup.lookup(credential, message) instanceof Answer.Found found
                ? new Answer.Found(found.known(), found.secret(), Optional.of(NONCE))
                : new Answer.Rejected("not found"),
        false);
  }

  @Test
  void aSignatureIsAcceptedOnce() {
    commit(new SampleKey().signedOnly());
    Gate gate = signed();
    assertThat(gate.decide(zones().incoming())).isInstanceOf(Allowed.class);
    Refusal replayed = refusal(gate.decide(zones().incoming()));
    assertThat(replayed.kind()).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(replayed.why()).isEqualTo("this signature was used before");
  }

  @Test
  void aKeyThatWorksOnlyAsASignatureOpensNothingWhenItIsSent() {
    commit(new SampleKey().signedOnly());
    assertInvalid("sent as it is, and works only as a signature");
  }

  @Test
  void aSignatureThatIsRefusedIsNotSpent() {
    commit(new SampleKey().scopes("other:read"));
    assertThat(refusal(signed().decide(zones().incoming())).kind())
        .isEqualTo(Kind.INSUFFICIENT_SCOPE);
    assertThat(spent).isEmpty();
  }

  @Test
  void whetherASignatureWasUsedIsNotKnownWhileTheStoreIsAway() {
    commit(new SampleKey());
    onSpend =
        () -> {
          throw new StoreException("the store is away");
        };
    assertThat(signed().decide(zones().incoming())).isEqualTo(new Undecided("the store is away"));
  }

  @Test
  void aKeyThatEndsWhileItsSignatureIsSpentIsRefused() {
    commit(new SampleKey().expiresAt(time.now().plusSeconds(1)));
    onSpend = () -> time.pass(ofSeconds(1));
    assertThat(refusal(signed().decide(zones().incoming())).why()).isEqualTo("expired");
  }

  @Test
  void aKeyThatIsRevokedWhileItsSignatureIsSpentIsRefused() {
    commit(new SampleKey());
    onSpend = () -> commit(new SampleKey().revoked());
    assertThat(refusal(signed().decide(zones().incoming())).why()).isEqualTo("revoked");
  }

  @Test
  void aSignatureIsSpentOnceThoughTheNodeLearnsSomethingMeanwhile() {
    commit(new SampleKey());
    onSpend = () -> commit(new SampleKey("ZZZZZZZZZZZZ"));
    assertThat(signed().decide(zones().incoming())).isInstanceOf(Allowed.class);
  }

  // What the log of decisions is told.

  /** The last line, without its clocks. */
  private String lastLine() {
    return log.last().replaceAll(" at=[^ ]+ nanos=[^ ]+", "");
  }

  private String clocks() {
    return " at=" + time.now() + " nanos=" + time.nanoTime() + " ";
  }

  @Test
  void eachDecisionAboutAPresentedKeyIsOneLine() {
    commit(new SampleKey());
    decide(zones());
    assertThat(lastLine()).isEqualTo("node=\"node\" entry=1 key=key_0123456789AB verdict=allowed");
    decide(get("/nowhere").bearer(TEXT));
    assertThat(lastLine()).endsWith("verdict=refused why=\"no rule covers this route\"");
    commit(new SampleKey().revoked());
    decide(zones());
    assertThat(lastLine())
        .isEqualTo("node=\"node\" entry=2 key=key_0123456789AB verdict=refused why=\"revoked\"");
    time.pass(LEASE);
    decide(zones());
    assertThat(lastLine())
        .isEqualTo("node=\"node\" entry=2 key=- verdict=undecided why=\"lease over\"");
    assertThat(log.lines()).hasSize(4);
  }

  @Test
  void whatPresentsNoKeyIsNoLine() {
    decide(get("/zones"));
    decide(get("/zones").header("Authorization", "Bearer"));
    decide(get("/health").bearer(TEXT));
    decide(get("/health/../zones").bearer(TEXT));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void noLineHoldsASecret() {
    commit(new SampleKey());
    decide(zones());
    decide(get("/zones").bearer(new SampleKey().text("x".repeat(32), TAG_KEY)));
    decide(get("/zones").bearer("lk_live_short"));
    assertThat(log.lines()).hasSize(3);
    assertThat(String.join("", log.lines()))
        .doesNotContain("ssss")
        .doesNotContain("xxxx")
        .doesNotContain("short");
  }

  @Test
  void theLineTellsTheClocksThatTheDecisionRestedOn() {
    commit(new SampleKey());
    store.meanwhileOnce(() -> time.pass(ofSeconds(3)));
    decide(zones());
    assertThat(log.last()).contains(clocks()).endsWith("verdict=allowed");
    time.pass(LEASE);
    decide(zones());
    assertThat(log.last()).contains(clocks()).contains("verdict=undecided");
  }

  @Test
  void theLineTellsTheEntryThatTheDecisionRestedOn() {
    commit(new SampleKey());
    decide(zones());
    Gate racing = gate(thenOnce(() -> commit(new SampleKey().revoked())), false);
    racing.decide(zones().incoming());
    assertThat(log.lines()).hasSize(2);
    assertThat(log.last()).contains(" entry=2 ").contains("why=\"revoked\"");
  }

  @Test
  void nothingIsWrittenWhereNobodyWantsTheLines() {
    commit(new SampleKey());
    log.turnOff();
    assertThat(decide(zones())).isInstanceOf(Allowed.class);
    assertThat(log.lines()).isEmpty();
  }
}
