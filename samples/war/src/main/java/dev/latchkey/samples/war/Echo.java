package dev.latchkey.samples.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What the app sees of a request, one {@code name: value} a line. A line is left out where the
 * container gives null.
 */
final class Echo {
  private static final String CALLER = "dev.latchkey.caller";

  private final StringBuilder text = new StringBuilder();

  private Echo() {}

  static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Echo echo = new Echo();
    echo.path(request);
    echo.caller(request);
    echo.rest(request);
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    response.getOutputStream().write(echo.text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void path(HttpServletRequest request) {
    line("method", request.getMethod());
    line("requestURI", request.getRequestURI());
    line("contextPath", request.getContextPath());
    line("servletPath", request.getServletPath());
    line("pathInfo", request.getPathInfo());
  }

  private void caller(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    line("remoteUser", request.getRemoteUser());
    line("authType", request.getAuthType());
    line("principal", principal == null ? null : principal.getName());
    line("caller", request.getAttribute(CALLER));
    String role = request.getHeader("Check-Role");
    line("inRole", role == null ? null : request.isUserInRole(role));
  }

  private void rest(HttpServletRequest request) throws IOException {
    line("dispatcher", request.getDispatcherType());
    line("headers", String.join(", ", Collections.list(request.getHeaderNames())));
    line("bodyLength", request.getInputStream().readAllBytes().length);
  }

  private void line(String name, @Nullable Object value) {
    if (value != null) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
