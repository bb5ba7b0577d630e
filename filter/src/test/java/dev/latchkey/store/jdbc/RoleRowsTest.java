package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleRowsTest {
  @Test
  void rolesInOneAccountAddUp() {
    assertThat(RoleRows.parse("acme a:b c:d\"other x:y:z,'\"acme c:d e:f"))
        .isEqualTo(
            Map.of(
                new AccountId("acme"), Scopes.parse("a:b c:d e:f"),
                new AccountId("other"), Scopes.parse("x:y:z,'")));
  }

  @Test
  void noRolesAreNoText() {
    assertThat(RoleRows.parse("")).isEmpty();
  }
}
