package dev.latchkey.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A forward or include as a request of its own. A forward shows its target by itself; an include
 * shows it in attributes (Servlet 6.0, section 9.3.1).
 */
final class Forwarded extends HttpServletRequestWrapper {
  private Forwarded(HttpServletRequest request) {
    super(request);
  }

  static HttpServletRequest target(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.INCLUDE ? new Forwarded(request) : request;
  }

  @Override
  public String getRequestURI() {
    return attribute(RequestDispatcher.INCLUDE_REQUEST_URI, super.getRequestURI());
  }

  @Override
  public String getServletPath() {
    return attribute(RequestDispatcher.INCLUDE_SERVLET_PATH, super.getServletPath());
  }

  @Override
  public @Nullable String getPathInfo() {
    return (String) getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
  }

  private String attribute(String name, String otherwise) {
    return getAttribute(name) instanceof String value ? value : otherwise;
  }
}
