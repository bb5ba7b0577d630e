package dev.latchkey.admin;

import dev.latchkey.admin.exchange.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Tells the key API who is calling where the app itself knows: from its session, say. Leave one in
 * the servlet context under {@link #ATTRIBUTE} when the app starts, from a {@code
 * ServletContextListener} or an initializer; it is asked at each call that comes without a key.
 *
 * <p>Whoever it names may do what the roles that it names let them do, in the account that it
 * names: it is as trusted as the settings are. What it answers is never kept. Calls that change
 * something must show that no other site sent them, as for the container's own login.
 */
@FunctionalInterface
public interface ActorSource {
  /** The context attribute under which an app leaves its own. */
  String ATTRIBUTE = "dev.latchkey.actors";

  /**
   * Who is calling. Called by many threads at once. Whatever it throws is answered with 503: it is
   * no permission.
   *
   * @param request as the app sees it behind the guard
   * @return empty when the app does not know; then the container's login is asked, where the
   *     settings say so
   */
  Optional<SignIn> who(HttpServletRequest request);
}
