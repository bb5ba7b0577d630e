package dev.latchkey.admin.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Authenticator;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.util.security.Credential;

/** The users of a container, all with one password, and how they log in. */
public final class Realm {
  public static final String PASSWORD = "a password";

  private final UserStore users = new UserStore();

  /** One more user, who is in these groups. */
  public Realm with(String name, String... groups) {
    users.addUser(name, Credential.getCredential(PASSWORD), groups);
    return this;
  }

  /** Lets them log in at each request. */
  public void basic(ServletContextHandler context) {
    secure(context, new BasicAuthenticator());
  }

  /** Lets them log in once, by a form, and keeps that in a session. */
  public void form(ServletContextHandler context) {
    context.setSessionHandler(new SessionHandler());
    secure(context, new FormAuthenticator("/login", "/login?failed", false));
  }

  /** What a browser sends for a user whom it has asked for the password. */
  public static String login(String name) {
    byte[] pair = (name + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** What the form sends. */
  public static String form(String name) {
    return "j_username=" + name + "&j_password=" + PASSWORD.replace(" ", "+");
  }

  private void secure(ServletContextHandler context, Authenticator authenticator) {
    HashLoginService service = new HashLoginService("test");
    service.setUserStore(users);
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(service);
    security.setAuthenticator(authenticator);
    context.setSecurityHandler(security);
  }
}
