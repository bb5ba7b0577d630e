package dev.latchkey.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that answers only what the gate may read, and notes which headers were read. Anything
 * else, the body and the parameters above all, fails the test.
 */
final class SampleRequest {
  private final String method;
  private final String path;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> read = new ArrayList<>();
  private String connection = "192.0.2.1";
  private Proxies proxies = Proxies.NONE;
  private boolean apiKeyHeader;
  private boolean messageSignatures;
  private Optional<String> publicUrl = Optional.empty();
  private @Nullable String query;
  private boolean pathTold = true;

  private SampleRequest(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** A request to a path that needs no escapes. */
  static SampleRequest to(String method, String path) {
    return new SampleRequest(method, path);
  }

  SampleRequest header(String name, String value) {
    headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    return this;
  }

  SampleRequest bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  SampleRequest from(String address) {
    connection = address;
    return this;
  }

  SampleRequest behind(Proxies known) {
    proxies = known;
    return this;
  }

  SampleRequest whosePathTheContainerWillNotTell() {
    pathTold = false;
    return this;
  }

  SampleRequest withApiKeyHeader() {
    apiKeyHeader = true;
    return this;
  }

  SampleRequest withMessageSignatures() {
    messageSignatures = true;
    return this;
  }

  SampleRequest knownAs(String origin) {
    publicUrl = Optional.of(origin);
    return this;
  }

  SampleRequest query(String text) {
    query = text;
    return this;
  }

  /** The names of the headers that were read so far, in lower case. */
  List<String> readHeaders() {
    return read;
  }

  Incoming incoming() {
    RequestSettings settings =
        new RequestSettings(
            "api",
            apiKeyHeader,
            false,
            false,
            Duration.ZERO,
            Set.of(),
            proxies,
            publicUrl,
            messageSignatures);
    return new Incoming(request(), settings);
  }

  private HttpServletRequest request() {
    Class<?>[] type = {HttpServletRequest.class};
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            type,
            (self, called, arguments) -> answer(called.getName(), arguments));
  }

  private @Nullable Object answer(String called, Object @Nullable [] arguments) {
    return switch (called) {
      case "getMethod" -> method;
      case "getRequestURI" -> path;
      case "getServletPath" -> "";
      case "getPathInfo" -> toldPath();
      case "getRequestURL" -> url();
      case "getQueryString" -> query;
      case "getRemoteAddr" -> connection;
      case "getHeader" -> values(arguments).stream().findFirst().orElse(null);
      case "getHeaders" -> Collections.enumeration(values(arguments));
      default -> throw new AssertionError("the gate called " + called);
    };
  }

  @SuppressWarnings("JdkObsolete") // a servlet answers just this
  private StringBuffer url() {
    return new StringBuffer("http://10.0.0.7:8080").append(path);
  }

  private String toldPath() {
    if (!pathTold) {
      throw new IllegalArgumentException("an ambiguous path");
    }
    return path;
  }

  private List<String> values(Object @Nullable [] arguments) {
    if (arguments == null) {
      throw new AssertionError("a header has a name");
    }
    String name = (String) arguments[0];
    read.add(name.toLowerCase(Locale.ROOT));
    return headers.getOrDefault(name, List.of());
  }
}
