package dev.latchkey.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.Token;
import org.junit.jupiter.api.Test;

/** The command that lists, rotates and withdraws signing keys. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class SigningKeysIT {
  private final TestApp app;

  SigningKeysIT(TestApp app) {
    this.app = app;
  }

  private Run run(String... options) {
    return Run.of(app.folder(), "signing-keys", options);
  }

  private String kid() {
    String token = Issued.by(app.admin(), "admin", "zones:read", "'kind':'signed'").text();
    return Token.of(token).header().path("kid").asText();
  }

  @Test
  void rotateAddsAKeyThatSignsLaterOrAtOnce() {
    String before = kid();
    Run later = run("rotate");
    assertThat(later.exit()).isZero();
    assertThat(later.out()).contains(" is published, and signs from ");
    assertThat(kid()).isEqualTo(before);
    String made = run("rotate", "--lead", "PT0S", "--overlap", "P90D").out().split(" ", 2)[0];
    assertThat(kid()).isEqualTo(made);
    assertThat(run("list").out())
        .contains(before, made, "ES256", "signing", "published", "waiting");
    assertThat(app.admin().get("/v1/audit?action=signing-key.rotate&limit=1").data().toString())
        .contains("cli:", made, "others_published_until");
  }

  @Test
  void withdrawTakesAKeyAwayAtOnce() {
    String before = kid();
    assertThat(run("withdraw", before).exit()).isZero();
    assertThat(run("list").out()).containsPattern(before + " +ES256 +ended");
    assertThat(kid()).isNotEqualTo(before);
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsDone() {
    long head = app.database().head();
    assertThat(run("withdraw", "nothing").err()).contains("there is no such signing key");
    assertThat(run("rotate", "--lead", "-PT1H").err()).contains("not negative");
    assertThat(run("rotate", "--lead", "soon").exit()).isEqualTo(2);
    assertThat(run().exit()).isEqualTo(2);
    assertThat(app.database().head()).isEqualTo(head);
  }
}
