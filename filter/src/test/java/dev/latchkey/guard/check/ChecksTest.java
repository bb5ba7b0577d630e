package dev.latchkey.guard.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ADDRESS = "192.0.2.1";

  @AutoClose private final KeyEndings endings = new KeyEndings();

  private Finding check(SampleKey key, String address, String... needed) {
    return check(key, Optional.empty(), address, needed);
  }

  private Finding checkIn(String place, SampleKey key, String... needed) {
    return check(key, Optional.of(place), ADDRESS, needed);
  }

  private Finding check(SampleKey key, Optional<String> place, String address, String... needed) {
    InMemoryKeys store = new InMemoryKeys();
    store.put(key);
    Known known = new KnownKeys(store, endings, 10).load(key.id()).orElseThrow();
    List<Scope> scopes = Scopes.parse(String.join(" ", needed)).all();
    return Checks.check(
        new Found(known, known.stored().secrets().get(0)),
        new Circumstances(scopes, place, address, NOW));
  }

  private Finding check(SampleKey key) {
    return check(key, ADDRESS, "zones:read");
  }

  /** A key with everything wrong that can be wrong at once. */
  private static SampleKey worst() {
    return new SampleKey()
        .rotatedOutAt(NOW)
        .ofAda("none:none", false)
        .from("198.51.100.0/24")
        .withoutApiAccess()
        .scopes("none:none");
  }

  @Test
  void aKeyInOrderPasses() {
    assertThat(check(new SampleKey())).isEqualTo(Finding.PASSED);
    assertThat(check(new SampleKey().scopes(""), ADDRESS)).isEqualTo(Finding.PASSED);
  }

  @Test
  void whatAKeyIsComesFirst() {
    assertThat(check(worst().revoked().disabled().expiresAt(NOW))).isEqualTo(Finding.REVOKED);
    assertThat(check(worst().disabled().expiresAt(NOW))).isEqualTo(Finding.EXPIRED);
    assertThat(check(worst().disabled())).isEqualTo(Finding.DISABLED);
    assertThat(check(worst().notBefore(NOW.plusNanos(1)))).isEqualTo(Finding.NOT_YET_VALID);
  }

  @Test
  void whetherTheCredentialIsGoodComesBeforeWhatItMayDo() {
    assertThat(check(worst())).isEqualTo(Finding.SECRET_ENDED);
    assertThat(
            check(
                new SampleKey()
                    .ofAda("none:none", false)
                    .from("198.51.100.0/24")
                    .withoutApiAccess()
                    .scopes("")))
        .isEqualTo(Finding.OWNER_DISABLED);
    assertThat(check(new SampleKey().from("198.51.100.0/24").withoutApiAccess().scopes("")))
        .isEqualTo(Finding.NETWORK_NOT_ALLOWED);
    assertThat(check(new SampleKey().withoutApiAccess().scopes("")))
        .isEqualTo(Finding.NO_API_ACCESS);
    assertThat(check(new SampleKey().scopes(""))).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void theSecretCountsUntilItsEnd() {
    assertThat(check(new SampleKey().rotatedOutAt(NOW))).isEqualTo(Finding.SECRET_ENDED);
    assertThat(check(new SampleKey().rotatedOutAt(NOW.plusNanos(1)))).isEqualTo(Finding.PASSED);
  }

  @Test
  void anOwnerIsThereAndEnabled() {
    assertThat(check(new SampleKey().ofAda("*:*", true))).isEqualTo(Finding.PASSED);
    assertThat(check(new SampleKey().ofAda("*:*", false))).isEqualTo(Finding.OWNER_DISABLED);
    assertThat(check(new SampleKey().ofNobody())).isEqualTo(Finding.OWNER_DISABLED);
  }

  @Test
  void theAddressIsOfANetworkOfTheKey() {
    SampleKey bound = new SampleKey().from("192.0.2.0/24 2001:db8::/32");
    assertThat(check(bound, "192.0.2.255", "zones:read")).isEqualTo(Finding.PASSED);
    assertThat(check(bound, "[2001:db8::1]", "zones:read")).isEqualTo(Finding.PASSED);
    for (String other : List.of("192.0.3.0", "2001:db9::1", "unknown", "_hidden", "")) {
      assertThat(check(bound, other, "zones:read")).isEqualTo(Finding.NETWORK_NOT_ALLOWED);
      assertThat(check(new SampleKey(), other, "zones:read")).isEqualTo(Finding.PASSED);
    }
  }

  @Test
  void everyNeededScopeIsCovered() {
    SampleKey key = new SampleKey().scopes("zones:read audit:write");
    assertThat(check(key, ADDRESS, "zones:read", "audit:write")).isEqualTo(Finding.PASSED);
    assertThat(check(key, ADDRESS, "zones:read", "zones:write")).isEqualTo(Finding.SCOPE_MISSING);
    assertThat(check(key, ADDRESS, "zones:write", "zones:read")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void everyNeededScopeIsCoveredByTheOwnerToo() {
    SampleKey key = new SampleKey().scopes("*:* apikeys:reveal").ofAda("zones:read", true);
    assertThat(check(key, ADDRESS, "zones:read")).isEqualTo(Finding.PASSED);
    assertThat(check(key, ADDRESS, "zones:read:a")).isEqualTo(Finding.PASSED);
    assertThat(check(key, ADDRESS, "zones:write")).isEqualTo(Finding.SCOPE_MISSING);
    assertThat(check(key, ADDRESS, "apikeys:reveal")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void aRoleInTheOwnAccountAddsToWhatTheOwnerMayDo() {
    SampleKey key = new SampleKey().scopes("*:*").ofAda("zones:read", true).role("acme", "dns:*");
    assertThat(check(key, ADDRESS, "zones:read", "dns:write")).isEqualTo(Finding.PASSED);
    assertThat(check(key, ADDRESS, "mail:read")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void aRoleElsewhereCountsThereAlone() {
    SampleKey key =
        new SampleKey().scopes("zones:*").ofAda("zones:read", true).role("other", "zones:write");
    assertThat(checkIn("other", key, "zones:write")).isEqualTo(Finding.PASSED);
    assertThat(checkIn("other", key, "zones:read")).isEqualTo(Finding.SCOPE_MISSING);
    assertThat(checkIn("acme", key, "zones:read")).isEqualTo(Finding.PASSED);
    assertThat(checkIn("acme", key, "zones:write")).isEqualTo(Finding.SCOPE_MISSING);
    assertThat(check(key, ADDRESS, "zones:write")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void theKeysOwnScopesBoundItEverywhere() {
    SampleKey key = new SampleKey().scopes("zones:read").ofAda("*:*", true).role("other", "*:*");
    assertThat(checkIn("other", key, "zones:read")).isEqualTo(Finding.PASSED);
    assertThat(checkIn("other", key, "zones:write")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void inAnAccountThatIsNotThereOrOutOfReachNobodyHoldsAnything() {
    SampleKey key = new SampleKey().scopes("*:*").ofAda("*:*", true).role("other", "*:*");
    for (String place :
        List.of(
            "nowhere", "Acme", "ACME", "other ", "", "*", ".", "..", "a/b", "ü", "x\0", "acme:")) {
      assertThat(checkIn(place, key, "zones:read")).as(place).isEqualTo(Finding.SCOPE_MISSING);
      assertThat(checkIn(place, new SampleKey().scopes("*:*"), "zones:read"))
          .as(place)
          .isEqualTo(Finding.SCOPE_MISSING);
    }
  }

  @Test
  void aKeyOfAnAccountReachesThatOneAlone() {
    assertThat(checkIn("acme", new SampleKey(), "zones:read")).isEqualTo(Finding.PASSED);
    assertThat(checkIn("other", new SampleKey(), "zones:read")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void aKeyMayHoldWhateverItsOwnerHolds() {
    SampleKey key = new SampleKey().ofAda("zones:*", true).ofOwner().role("other", "dns:read");
    assertThat(check(key, ADDRESS, "zones:write")).isEqualTo(Finding.PASSED);
    assertThat(check(key, ADDRESS, "dns:read")).isEqualTo(Finding.SCOPE_MISSING);
    assertThat(checkIn("other", key, "dns:read")).isEqualTo(Finding.PASSED);
    assertThat(checkIn("other", key, "zones:read")).isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void whateverTheOwnerHoldsIsRevealOnlyByItsName() {
    SampleKey all = new SampleKey().ofAda("*:*", true).ofOwner();
    assertThat(check(all, ADDRESS, "apikeys:reveal")).isEqualTo(Finding.SCOPE_MISSING);
    SampleKey named = new SampleKey().ofAda("apikeys:reveal", true).ofOwner();
    assertThat(check(named, ADDRESS, "apikeys:reveal")).isEqualTo(Finding.PASSED);
  }

  @Test
  void whateverNobodyHoldsIsNothing() {
    assertThat(check(new SampleKey().ofOwner(), ADDRESS, "zones:read"))
        .isEqualTo(Finding.SCOPE_MISSING);
  }

  @Test
  void anAccountThatOwnsItsKeyDoesNotBoundIt() {
    SampleKey key = new SampleKey().scopes("zones:read apikeys:reveal");
    assertThat(check(key, ADDRESS, "zones:read", "apikeys:reveal")).isEqualTo(Finding.PASSED);
  }
}
