package dev.latchkey.guard;

import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the app sees it behind the guard. With a caller, the principal and the roles are the
 * key's; without one they are the container's. Identity headers that the client sent are gone.
 */
final class GuardedRequest extends HttpServletRequestWrapper {
  private static final String OURS = "latchkey-";

  private final HttpServletResponse response;
  private final Optional<Caller> caller;
  private final Set<String> identityHeaders;
  private final @Nullable Sessions sessions;

  /**
   * Wraps a request.
   *
   * @param sessions null where sessions have nothing to do with keys
   */
  GuardedRequest(
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<Caller> caller,
      Set<String> identityHeaders,
      @Nullable Sessions sessions) {
    super(request);
    this.response = response;
    this.caller = caller;
    this.identityHeaders = identityHeaders;
    this.sessions = sessions;
  }

  /**
   * Whether a later dispatch brought a request that is guarded already: containers hand on what
   * {@link #startAsync()} was given, and some of them bare requests.
   */
  static boolean isWithin(HttpServletRequest request) {
    return request instanceof GuardedRequest
        || (request instanceof ServletRequestWrapper wrapper
            && wrapper.isWrapperFor(GuardedRequest.class));
  }

  /** The request as it came to the guard, with all that the app does not see. */
  static HttpServletRequest bare(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest bare ? bare : request;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return caller.isPresent() ? caller.get() : super.getUserPrincipal();
  }

  @Override
  public @Nullable String getRemoteUser() {
    return caller.isPresent() ? caller.get().getName() : super.getRemoteUser();
  }

  @Override
  public @Nullable String getAuthType() {
    return caller.isPresent() ? "Bearer" : super.getAuthType();
  }

  /** A role is a scope: {@code zones:read}. */
  @Override
  public boolean isUserInRole(String role) {
    return caller.isPresent() ? holds(caller.get(), role) : super.isUserInRole(role);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(this::isHidden);
    return Collections.enumeration(names);
  }

  @Override
  public int getIntHeader(String name) {
    return isHidden(name) ? -1 : super.getIntHeader(name);
  }

  @Override
  public long getDateHeader(String name) {
    return isHidden(name) ? -1 : super.getDateHeader(name);
  }

  /** A client can send any header behind a chunked body too (RFC 9110, section 6.5). */
  @Override
  public Map<String, String> getTrailerFields() {
    Map<String, String> fields = new LinkedHashMap<>(super.getTrailerFields());
    fields.keySet().removeIf(this::isHidden);
    return fields;
  }

  /** Without arguments a container would hand the bare request to whoever goes on with it. */
  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    AsyncContext started = super.startAsync(request, answer);
    return response instanceof GuardedResponse guarded ? guarded.goneAsync(started, this) : started;
  }

  @Override
  public AsyncContext getAsyncContext() {
    Leash leash = Leash.of(this);
    return leash == null
        ? super.getAsyncContext()
        : new LeashedContext(super.getAsyncContext(), leash);
  }

  @Override
  public @Nullable HttpSession getSession() {
    return getSession(true);
  }

  /** A session of another key, or of one that has ended, is not there. */
  @Override
  public @Nullable HttpSession getSession(boolean create) {
    if (sessions == null) {
      return super.getSession(create);
    }
    HttpSession there = super.getSession(false);
    if (there != null && sessions.shows(there, Verdict.allowed(this))) {
      return there;
    }
    return create ? newSession(sessions, there) : null;
  }

  @Override
  public String changeSessionId() {
    if (getSession(false) == null) {
      throw new IllegalStateException("there is no session");
    }
    return super.changeSessionId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return super.isRequestedSessionIdValid() && (sessions == null || getSession(false) != null);
  }

  /** A request has one session at most: one that it may not see makes room for its own. */
  private HttpSession newSession(Sessions bound, @Nullable HttpSession hidden) {
    if (hidden != null) {
      SessionBond.invalidate(hidden);
    }
    HttpSession made = super.getSession(true);
    Verdict.allowed(this).ifPresent(allowed -> bound.open(made, allowed.found()));
    return made;
  }

  private boolean isHidden(@Nullable String name) {
    return name != null
        && (name.regionMatches(true, 0, OURS, 0, OURS.length())
            || (!identityHeaders.isEmpty()
                && identityHeaders.contains(name.toLowerCase(Locale.ROOT))));
  }

  private static boolean holds(Caller caller, @Nullable String role) {
    try {
      return role != null && caller.holds(Scope.parse(role));
    } catch (IllegalArgumentException notAScope) {
      return false;
    }
  }
}
