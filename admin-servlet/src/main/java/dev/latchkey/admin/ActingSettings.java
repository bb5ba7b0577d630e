package dev.latchkey.admin;

import dev.latchkey.admin.store.Role;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may act otherwise than by scopes of their own: the roles that there are, and whom the
 * container's login lets in.
 *
 * @param roles all of them
 * @param login empty where the container's login counts for nothing
 */
record ActingSettings(List<Role> roles, Optional<Login> login) {
  private static final String ROLES = "latchkey.admin.role.";
  private static final String ROLE = "latchkey.admin.role.<name>";
  private static final String SINGLE = "latchkey.admin.role.<name>.single";
  private static final String LOGIN_ROLES = "latchkey.admin.login.role.";
  private static final String LOGIN_ROLE = "latchkey.admin.login.role.<name>";

  /**
   * Whom the container's login lets in.
   *
   * @param account where they act
   * @param groups the roles of the container that stand for a role of ours
   */
  record Login(AccountId account, Map<String, Set<String>> groups) {}

  static ActingSettings read(Settings settings) {
    List<Role> roles = roles(settings);
    return new ActingSettings(roles, login(settings, roles));
  }

  private static List<Role> roles(Settings settings) {
    List<Role> roles = new ArrayList<>();
    for (String name : settings.lastNamesUnder(ROLES)) {
      String setting = ROLE.replace("<name>", name);
      Scopes scopes = settings.as(setting, ActingSettings::scopes).orElse(Scopes.NONE);
      boolean single = settings.flag(SINGLE.replace("<name>", name), false);
      roles.add(settings.made(setting, () -> new Role(name, scopes, single)));
    }
    return List.copyOf(roles);
  }

  private static Scopes scopes(String text) {
    List<Scope> scopes = new ArrayList<>();
    for (String word : text.split("\\s*,\\s*", -1)) {
      scopes.add(Scope.parse(word));
    }
    return new Scopes(scopes);
  }

  private static Optional<Login> login(Settings settings, List<Role> roles) {
    boolean on = settings.flag("latchkey.admin.login", false);
    Optional<AccountId> account = settings.as("latchkey.admin.login.account", AccountId::new);
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String role : settings.lastNamesUnder(LOGIN_ROLES)) {
      String setting = LOGIN_ROLE.replace("<name>", role);
      settings.made(setting, () -> requireShared(role, roles));
      groups.put(role, settings.as(setting, ActingSettings::groups).orElse(Set.of()));
    }
    if (!on) {
      return Optional.empty();
    }
    return Optional.of(
        settings.made(
            "latchkey.admin.login",
            () -> new Login(account.orElseThrow(ActingSettings::noAccount), required(groups))));
  }

  private static Map<String, Set<String>> required(Map<String, Set<String>> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "takes a group that is let in: latchkey.admin.login.role.<name> = group");
    }
    return Map.copyOf(groups);
  }

  private static IllegalArgumentException noAccount() {
    return new IllegalArgumentException(
        "takes latchkey.admin.login.account, in which whoever is let in acts");
  }

  /** A group has any number of members. */
  private static String requireShared(String name, List<Role> roles) {
    Role role =
        roles.stream()
            .filter(declared -> declared.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no role " + name + "; declare latchkey.admin.role." + name));
    if (role.single()) {
      throw new IllegalArgumentException(
          "the role " + name + " is for one alone, and a group has many members");
    }
    return name;
  }

  private static Set<String> groups(String text) {
    List<String> words = List.of(text.split("\\s*,\\s*", -1));
    if (words.stream().anyMatch(word -> word.isEmpty() || word.equals("*") || word.equals("**"))) {
      throw new IllegalArgumentException(
          "names roles of the container, with commas between several; * is everybody, so no group");
    }
    return words.stream().collect(Collectors.toUnmodifiableSet());
  }
}
