package dev.latchkey.admin;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who the app itself knows to be calling: by its own {@link ActorSource}, or by the login of its
 * container. Safe for use by many threads.
 */
final class SignIns {
  private static final String BEARER = "Bearer ";

  private final Optional<ActingSettings.Login> login;

  SignIns(Optional<ActingSettings.Login> login) {
    this.login = login;
  }

  /**
   * Whoever is signed in. Nobody, where the request brings a key: that outranks every login, be it
   * good or not.
   */
  Optional<SignIn> of(HttpServletRequest request) {
    return bringsKey(request)
        ? Optional.empty()
        : ofApp(request).or(() -> login.flatMap(terms -> ofContainer(request, terms)));
  }

  private static boolean bringsKey(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  private static Optional<SignIn> ofApp(HttpServletRequest request) {
    return request.getServletContext().getAttribute(ActorSource.ATTRIBUTE)
            instanceof ActorSource app
        ? app.who(request)
        : Optional.empty();
  }

  private static Optional<SignIn> ofContainer(
      HttpServletRequest request, ActingSettings.Login terms) {
    return Optional.ofNullable(request.getUserPrincipal())
        .map(Principal::getName)
        .map(name -> signIn(name, terms, roles(request, terms.groups())));
  }

  private static SignIn signIn(String name, ActingSettings.Login terms, Set<String> roles) {
    try {
      return new SignIn(name, terms.account(), roles);
    } catch (IllegalArgumentException e) {
      throw Problem.of(Kind.NOT_A_MEMBER, "the name of this login " + e.getMessage());
    }
  }

  private static Set<String> roles(HttpServletRequest request, Map<String, Set<String>> groups) {
    return groups.entrySet().stream()
        .filter(role -> role.getValue().stream().anyMatch(request::isUserInRole))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
