package dev.latchkey.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer without a container, as cheap as one can be: what is left is what the
 * guard costs. Used again and again by one thread.
 */
final class Exchange extends HttpServletRequestWrapper implements FilterChain {
  static final int LET_THROUGH = 200;

  private final String method;
  private final String path;
  private final List<String> authorization;
  private final Answer answer = new Answer();
  private @Nullable Object attribute;

  Exchange(String method, String path, String token) {
    super(refusing(HttpServletRequest.class));
    this.method = method;
    this.path = path;
    this.authorization = List.of("Bearer " + token);
  }

  /** Sends it through a guard, and says what was answered. */
  int through(jakarta.servlet.Filter guard) throws Exception {
    attribute = null;
    answer.status = 0;
    guard.doFilter(this, answer, this);
    return answer.status;
  }

  String token() {
    return authorization.get(0).substring("Bearer ".length());
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response) {
    answer.status = LET_THROUGH;
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("http://127.0.0.1").append(path);
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equals("Authorization")
        ? Collections.enumeration(authorization)
        : Collections.emptyEnumeration();
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equals("Authorization") ? authorization.get(0) : null;
  }

  @Override
  public String getRemoteAddr() {
    return "127.0.0.1";
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attribute;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    attribute = value;
  }

  @Override
  public void removeAttribute(String name) {
    attribute = null;
  }

  /** Anything that nobody should need fails the benchmark. */
  private static <T> T refusing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> {
              throw new UnsupportedOperationException(called.getName());
            }));
  }

  /** Keeps the status, and throws the rest away. */
  private static final class Answer extends HttpServletResponseWrapper {
    private final Sink sink = new Sink();
    private int status;

    Answer() {
      super(refusing(HttpServletResponse.class));
    }

    @Override
    public void setStatus(int code) {
      status = code;
    }

    @Override
    public void setHeader(String name, String value) {
      // nobody reads it
    }

    @Override
    public void addHeader(String name, String value) {
      // nobody reads it
    }

    @Override
    public void setContentType(String type) {
      // nobody reads it
    }

    @Override
    public void setContentLength(int length) {
      // nobody reads it
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return sink;
    }
  }

  private static final class Sink extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("setWriteListener");
    }

    @Override
    public void write(int b) {
      // nobody reads it
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      // nobody reads it
    }
  }
}
