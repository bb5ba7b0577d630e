package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final AccountId HOME = new AccountId("acme");
  private static final AccountId OTHER = new AccountId("other");
  private static final AccountId NOWHERE = new AccountId("nowhere");

  private static Reach reach(String own, Map<AccountId, Scopes> roles) {
    return Reach.within(HOME, Scopes.parse(own)).with(roles);
  }

  private static Caller caller(String scopes, Reach reach) {
    ApiKey key =
        new ApiKey(
            new KeyId("0123456789AB"),
            HOME,
            Optional.of(new UserId("ada")),
            Scopes.parse(scopes),
            Optional.empty(),
            Optional.<Instant>empty(),
            true,
            Optional.empty(),
            Networks.ANYWHERE,
            false,
            scopes.isEmpty());
    return new Caller(key, reach, (id, callback) -> () -> {});
  }

  @Test
  void rolesAddToWhatOneHasAtHomeAndAreAllThatOneHasElsewhere() {
    Reach reach =
        reach("zones:read", Map.of(HOME, Scopes.parse("dns:*"), OTHER, Scopes.parse("mail:read")));
    assertThat(reach.in(HOME)).hasToString("zones:read dns:*");
    assertThat(reach.in(OTHER)).hasToString("mail:read");
    assertThat(reach.in(NOWHERE)).isEqualTo(Scopes.NONE);
    assertThat(reach.accounts()).containsExactly(HOME, OTHER);
  }

  @Test
  void whatOneHoldsTwiceIsHeldOnce() {
    assertThat(reach("zones:*", Map.of(HOME, Scopes.parse("zones:read a:b"))).in(HOME))
        .hasToString("zones:* a:b");
  }

  @Test
  void aCallerIsToldOfTheAccountsInWhichTheirKeyMayDoAnything() {
    Reach reach =
        reach("zones:read", Map.of(OTHER, Scopes.parse("mail:*"), NOWHERE, Scopes.parse("a:b")));
    assertThat(caller("mail:read", reach).accounts()).containsExactly(HOME, OTHER);
    assertThat(caller("", reach).accounts()).containsExactlyInAnyOrder(HOME, OTHER, NOWHERE);
  }

  @Test
  void aCallerHoldsInAnAccountWhatTheirKeyAndItsOwnerBothHoldThere() {
    Caller caller = caller("*:read", reach("zones:*", Map.of(OTHER, Scopes.parse("mail:*"))));
    assertThat(caller.holds(Scope.parse("zones:read"))).isTrue();
    assertThat(caller.holds(Scope.parse("mail:read"))).isFalse();
    assertThat(caller.holdsIn(OTHER, Scope.parse("mail:read"))).isTrue();
    assertThat(caller.holdsIn(OTHER, Scope.parse("mail:write"))).isFalse();
    assertThat(caller.holdsIn(NOWHERE, Scope.parse("mail:read"))).isFalse();
  }

  @Test
  void aKeyThatHoldsWhateverItsOwnerHoldsWasGrantedJustThat() {
    Caller caller = caller("", reach("zones:read", Map.of(OTHER, Scopes.parse("mail:*"))));
    assertThat(caller.scopes()).hasToString("zones:read");
    assertThat(caller.effectiveScopes()).hasToString("zones:read");
  }
}
