package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.respond.RateFields;
import dev.latchkey.guard.respond.Reply;
import dev.latchkey.key.Caller;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guards every request of an app. Put the jar and {@code WEB-INF/latchkey.properties} into the app
 * and it installs itself (see {@link LatchkeyListener}); or declare it in {@code web.xml} for
 * {@code /*}, first, with {@code async-supported} and all dispatchers.
 *
 * <p>It decides when a request comes in. Later dispatches of the same request keep that decision.
 */
public final class LatchkeyFilter implements Filter {
  private @Nullable Guard guard;

  /** For {@code web.xml}: starts its guard when the container starts the filter. */
  public LatchkeyFilter() {}

  LatchkeyFilter(Guard started) {
    this.guard = started;
  }

  @Override
  public void init(FilterConfig config) {
    Installation.requireSound(config.getServletContext());
    if (guard == null) {
      guard = Guard.start(config.getServletContext(), params(config));
    }
  }

  @Override
  public void destroy() {
    if (guard != null) {
      guard.close();
    }
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    if (!(req instanceof HttpServletRequest request)
        || !(res instanceof HttpServletResponse response)) {
      throw new ServletException("latchkey guards HTTP only");
    }
    Guard present = Objects.requireNonNull(guard, "the filter was not initialised");
    switch (request.getDispatcherType()) {
      case REQUEST -> onRequest(present, request, response, chain);
      case FORWARD, INCLUDE -> onForward(present, request, response, chain);
      case ASYNC -> onAsync(present, request, response, chain);
      default -> chain.doFilter(again(present, request, response), response);
    }
  }

  private static void onRequest(
      Guard guard, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Decision decision = guard.decide(request);
    Optional<Caller> caller = Verdict.keep(request, decision);
    if (Verdict.lets(decision)) {
      warn(guard, decision, response);
      tellLimits(decision, response);
      pass(guard, request, response, chain, decision, caller);
    } else {
      send(guard.reply(decision), response);
    }
  }

  /** What the guard lets in is watched only where it goes on: see {@link GuardedResponse}. */
  private static void pass(
      Guard guard,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Decision decision,
      Optional<Caller> caller)
      throws IOException, ServletException {
    Exchanges exchanges = guard.exchanges();
    if (exchanges == null || !(decision instanceof Decision.Allowed allowed)) {
      chain.doFilter(wrapped(guard, request, response, caller), response);
      return;
    }
    GuardedResponse held = new GuardedResponse(response, exchanges, allowed, Leash.of(request));
    try {
      chain.doFilter(wrapped(guard, request, held, caller), held);
    } finally {
      held.dispatched();
    }
  }

  /** Whoever was let in and is refused by now does not come back to the app. */
  private static void onAsync(
      Guard guard, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Leash leash = Leash.of(request);
    Decision ended = leash == null ? null : leash.ended();
    if (ended != null) {
      refuse(guard, ended, response);
    } else if (GuardedRequest.isWithin(request)) {
      goOn(request, response, chain, leash);
    } else {
      Optional<Decision.Allowed> allowed = Verdict.allowed(request);
      Decision decision = allowed.isPresent() ? allowed.get() : Decision.OPEN;
      pass(guard, request, response, chain, decision, allowed.map(Decision.Allowed::caller));
    }
  }

  private static void goOn(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      @Nullable Leash leash)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      if (leash != null) {
        leash.dispatched();
      }
    }
  }

  private static void refuse(Guard guard, Decision ended, HttpServletResponse response)
      throws IOException {
    ServletResponse bare = response;
    while (bare instanceof ServletResponseWrapper wrapper) {
      bare = wrapper.getResponse();
    }
    if (!bare.isCommitted()) {
      bare.reset();
      send(guard.reply(ended), (HttpServletResponse) bare);
    }
  }

  private static void onForward(
      Guard guard, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!guard.request().recheckForwards()) {
      chain.doFilter(request, response);
      return;
    }
    Decision decision = guard.decide(Forwarded.target(request));
    if (Verdict.lets(decision)) {
      chain.doFilter(request, response);
    } else {
      send(guard.reply(decision), response);
    }
  }

  /** Once is enough: an app may dispatch asynchronously without end. */
  private static HttpServletRequest again(
      Guard guard, HttpServletRequest request, HttpServletResponse response) {
    return GuardedRequest.isWithin(request)
        ? request
        : wrapped(guard, request, response, Verdict.of(request));
  }

  private static HttpServletRequest wrapped(
      Guard guard,
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<Caller> caller) {
    return new GuardedRequest(
        request, response, caller, guard.request().identityHeaders(), guard.sessions());
  }

  private static void warn(Guard guard, Decision decision, HttpServletResponse response) {
    if (!guard.request().warnBefore().isZero() && decision instanceof Decision.Allowed allowed) {
      Optional<Instant> end = allowed.worksUntil().filter(guard::isSoon);
      end.ifPresent(until -> response.setHeader("Latchkey-Key-Expires", until.toString()));
    }
  }

  private static void tellLimits(Decision decision, HttpServletResponse response) {
    if (decision instanceof Decision.Allowed allowed) {
      for (Reply.Header field : RateFields.of(allowed.toll())) {
        response.setHeader(field.name(), field.value());
      }
    }
  }

  static void send(Reply reply, HttpServletResponse response) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(reply.status());
    for (Reply.Header header : reply.headers()) {
      response.setHeader(header.name(), header.value());
    }
    response.setContentType(Reply.CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Map<String, String> params(FilterConfig config) {
    Map<String, String> params = new LinkedHashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      params.put(name, config.getInitParameter(name));
    }
    return params;
  }
}
