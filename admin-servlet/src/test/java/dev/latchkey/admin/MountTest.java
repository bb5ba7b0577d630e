package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MountTest {
  @Test
  void thePublishedKeysMayHangWhereVerifiersLookForThem() {
    Mount mount = new Mount(List.of("/latchkey/*", "/.well-known/jwks.json"));
    assertThat(mount.prefixOf("/.well-known/jwks.json")).isEmpty();
    assertThat(mount.prefixOf("/latchkey/.well-known/jwks.json")).isEqualTo("/latchkey");
    assertThat(mount.prefixOf("/latchkey/v1/users")).isEqualTo("/latchkey");
  }

  @Test
  void theyMayHangBelowTheApiOfAnApp() {
    Mount mount = new Mount(List.of("/keys/v1/*", "/keys/.well-known/jwks.json"));
    assertThat(mount.prefixOf("/keys/.well-known/jwks.json")).isEqualTo("/keys");
    assertThat(mount.prefixOf("/keys/v1/users")).isEqualTo("/keys");
  }
}
