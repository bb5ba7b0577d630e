package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.admin.store.Role;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.settings.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActingSettingsTest {
  private static ActingSettings read(String... lines) {
    List<Setting> settings = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" = ?", 2);
      settings.add(
          new Setting(
              "latchkey.properties", settings.size() + 1, "latchkey.admin." + parts[0], parts[1]));
    }
    Settings all = new Settings(settings, new Values(Map.of()));
    ActingSettings read = ActingSettings.read(all);
    all.refuseUnread(name -> true);
    return read;
  }

  @Test
  void nothingSaidIsNoRoleAndNoLogin() {
    assertThat(read().roles()).isEmpty();
    assertThat(read().login()).isEmpty();
  }

  @Test
  void aRoleHasScopesAndMayBeForOneAlone() {
    assertThat(
            read(
                    "role.super-admin = *:*, apikeys:reveal",
                    "role.super-admin.single = on",
                    "role.reader = zones:read:example.com")
                .roles())
        .containsExactly(
            new Role("super-admin", Scopes.parse("*:* apikeys:reveal"), true),
            new Role("reader", Scopes.parse("zones:read:example.com"), false));
  }

  @Test
  void theLoginActsInAnAccountByTheRolesOfItsGroups() {
    ActingSettings read =
        read(
            "role.reader = zones:read",
            "login = on",
            "login.account = acme",
            "login.role.reader = API Tokens Group, staff");
    assertThat(read.login())
        .hasValue(
            new ActingSettings.Login(
                new AccountId("acme"), Map.of("reader", Set.of("API Tokens Group", "staff"))));
    assertThat(read("role.reader = a:b", "login.account = acme", "login.role.reader = g").login())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role.x =                                    | x: a scope is resource:action",
        "role.x = a:b,                               | x: a scope is resource:action",
        "role.x = a:b,,c:d                           | x: a scope is resource:action",
        "role.x = a:b c:d                            | x: the action of a scope takes",
        "role.X = a:b                                | X: the name of a role takes 1 to 32",
        "role.x_y = a:b                              | x_y: the name of a role takes 1 to 32",
        "role.x.single = on                          | role.x.single: there is no such setting",
        "role.x = a:b; role.x.sole = on              | role.x.sole: there is no such setting",
        "role.x = a:b; role.x.single = yes           | x.single: is on or off",
        "login = on                                  | login: takes latchkey.admin.login.account",
        "login = on; login.account = a b             | login.account: account id takes",
        "login = on; login.account = a               | login: takes a group that is let in",
        "login.role.x = g                            | role.x: there is no role x; declare latchkey.admin.role.x",
        "role.x = a:b; login.role.x = g,             | role.x: names roles of the container",
        "role.x = a:b; login.role.x = *              | role.x: names roles of the container",
        "role.x = a:b; login.role.x = **             | role.x: names roles of the container",
        "role.x = a:b; role.x.single = on; login.role.x = g | role.x: the role x is for one alone",
      })
  void whatCannotBeUsedStopsTheStart(String lines, String fault) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> read(lines.strip().split("; ")))
        .withMessageContaining(fault);
  }
}
