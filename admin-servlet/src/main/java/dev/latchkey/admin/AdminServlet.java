package dev.latchkey.admin;

import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Login;
import dev.latchkey.admin.exchange.Pairs;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.SignIn;
import dev.latchkey.guard.Configuration;
import dev.latchkey.guard.Guard;
import dev.latchkey.key.Caller;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key API as a servlet. It checks no keys itself: it reads the caller that the guard of the
 * same app left on the request. Load it on start-up, so that the schema is there before the first
 * request; see {@link AdminListener} for an app that declares nothing.
 */
public final class AdminServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(AdminServlet.class);
  private static final int LARGEST_BODY = 64 * 1024;

  /** Ten thousand keys, by somebody who may import them. */
  private static final int LARGEST_IMPORT = 8 * 1024 * 1024;

  /** Of a body that is too large: a client that is still sending would miss the answer. */
  private static final long MOST_IGNORED = 1024 * 1024;

  /** With other methods a body means nothing (RFC 9110 section 9.3): it is not even read. */
  private static final Set<String> TAKE_A_BODY = Set.of("POST", "PUT", "PATCH");

  private transient @Nullable Admin admin;
  private transient @Nullable Mount mount;
  private transient @Nullable SignIns signIns;

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    AdminSettings settings =
        AdminSettings.read(Configuration.find(getServletContext(), params(config)).settings());
    signIns = new SignIns(settings.acting().login());
    Admin starting = new Admin(settings, TimeSource.SYSTEM, this::guard);
    admin = starting;
    mount =
        new Mount(
            Objects.requireNonNull(
                    getServletContext().getServletRegistration(config.getServletName()))
                .getMappings());
    start(starting);
  }

  /** A database that is away is no reason to keep the app from starting: calls answer 503. */
  private void start(Admin starting) throws ServletException {
    try {
      starting.start();
    } catch (StoreException e) {
      log.error("latchkey could not prepare the database, and answers 503 until it can", e);
      starting.goOn();
      return;
    } catch (RuntimeException e) {
      starting.close();
      throw new ServletException(e.getMessage(), e);
    }
    starting.goOn();
    Optional<Guard> guard = guard();
    if (guard.isEmpty()) {
      log.warn(
          "latchkey finds no guard in front of its admin servlet: nobody can call it."
              + " Is metadata-complete set, or LatchkeyFilter missing?");
    }
    guard.ifPresent(Guard::awaitReady);
  }

  @Override
  public void destroy() {
    if (admin != null) {
      admin.close();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String full = fullPath(request);
    String prefix = Objects.requireNonNull(mount).prefixOf(full);
    Reply reply;
    try {
      Request call = read(request, full.substring(prefix.length()));
      reply = Objects.requireNonNull(admin).answer(call);
    } catch (Problem problem) {
      reply = Reply.of(problem);
    }
    send(reply, request, response, request.getContextPath() + prefix);
  }

  private static String fullPath(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  private Request read(HttpServletRequest request, String path) throws IOException {
    Optional<Caller> caller =
        request.getAttribute(Caller.ATTRIBUTE) instanceof Caller found
            ? Optional.of(found)
            : Optional.empty();
    return new Request(
        request.getMethod(),
        path,
        Map.of(),
        Pairs.ofQuery(request.getQueryString()),
        headers(request),
        TAKE_A_BODY.contains(request.getMethod())
            ? body(
                request,
                path.equals(Admin.IMPORT) && caller.filter(AdminServlet::mayImport).isPresent()
                    ? LARGEST_IMPORT
                    : LARGEST_BODY)
            : "",
        caller,
        login(request),
        () -> signIn(request),
        origin(request));
  }

  private Optional<SignIn> signIn(HttpServletRequest request) {
    try {
      return Objects.requireNonNull(signIns).of(request);
    } catch (Problem problem) {
      throw problem;
    } catch (RuntimeException e) {
      log.error("latchkey could not find out who is signed in", e);
      throw Problem.of(Kind.UNAVAILABLE, "nobody can say who you are right now")
          .with("Retry-After", "2");
    }
  }

  private String origin(HttpServletRequest request) {
    return guard()
        .map(guard -> guard.origin(request))
        .orElseGet(() -> Guard.originOf(request.getRequestURL().toString()));
  }

  /** What the guard counts as no credential; to believe it is for the guard all the same. */
  private Optional<Login> login(HttpServletRequest request) {
    return guard()
        .flatMap(
            guard ->
                Optional.ofNullable(request.getHeader("Authorization"))
                    .flatMap(header -> Login.read(header, () -> guard.address(request))));
  }

  /** To anybody else the answer is no, whatever they send. */
  private static boolean mayImport(Caller caller) {
    return caller.holds(Door.KEYS_IMPORT);
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(
          name.toLowerCase(Locale.ROOT),
          String.join(", ", Collections.list(request.getHeaders(name))));
    }
    headers.remove("authorization");
    headers.remove("x-api-key");
    return headers;
  }

  private static String body(HttpServletRequest request, int largest) throws IOException {
    InputStream in = request.getInputStream();
    byte[] bytes = in.readNBytes(largest + 1);
    if (bytes.length > largest) {
      long ignored = in.skip(MOST_IGNORED);
      log.debug("latchkey ignored a body, {} bytes of it", ignored + bytes.length);
      throw Problem.of(Kind.BODY_TOO_LARGE, "a body has at most " + largest + " bytes here");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(Kind.INVALID_BODY, "the body is not UTF-8");
    }
  }

  private static void send(
      Reply reply, HttpServletRequest request, HttpServletResponse response, String base)
      throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(reply.status());
    response.setHeader("Cache-Control", "no-store");
    reply.headers().forEach(response::setHeader);
    Optional.ofNullable(reply.headers().get("Location"))
        .ifPresent(place -> response.setHeader("Location", base + place));
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (body.length > 0) {
      response.setContentType(reply.contentType());
    }
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  private Optional<Guard> guard() {
    return getServletContext().getAttribute(Guard.ATTRIBUTE) instanceof Guard guard
        ? Optional.of(guard)
        : Optional.empty();
  }

  private static Map<String, String> params(ServletConfig config) {
    Map<String, String> params = new LinkedHashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      params.put(name, config.getInitParameter(name));
    }
    return params;
  }
}
