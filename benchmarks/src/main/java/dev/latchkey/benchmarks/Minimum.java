package dev.latchkey.benchmarks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The least that somebody could write by hand: a digest, a map, a bit for each scope and an expiry.
 * It follows no journal, knows no paths, and cannot be told that a key was revoked.
 */
final class Minimum implements Filter {
  static final int READ = 1;
  static final int WRITE = 2;

  private static final String BEARER = "Bearer ";

  /** Digest and buffers of one thread. */
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final Map<Name, Grant> keys = new HashMap<>();

  /** What a key may do, and until when. */
  private record Grant(int scopes, long expires) {}

  /** A digest as the name of a key. */
  private static final class Name {
    private final ByteBuffer digest = ByteBuffer.allocate(32);

    @Override
    public boolean equals(Object other) {
      return other instanceof Name name && digest.equals(name.digest);
    }

    @Override
    public int hashCode() {
      return digest.getInt(0);
    }
  }

  private static final class Scratch {
    private final MessageDigest sha256 = sha256();
    private final byte[] text = new byte[4096];
    private final Name name = new Name();

    /**
     * The name of the token that begins somewhere in a text; good until the next one is asked for.
     */
    @SuppressWarnings("deprecation") // ASCII alone, and no array for it
    Name name(String in, int from) {
      in.getBytes(from, in.length(), text, 0);
      sha256.update(text, 0, in.length() - from);
      try {
        sha256.digest(name.digest.array(), 0, 32);
      } catch (DigestException e) {
        throw new IllegalStateException(e);
      }
      return name;
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
  }

  void put(String token, int scopes, long expires) {
    keys.put(new Scratch().name(token, 0), new Grant(scopes, expires));
  }

  @Override
  public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) req;
    int status = status(request.getHeader("Authorization"), request.getMethod());
    if (status == HttpServletResponse.SC_OK) {
      chain.doFilter(req, res);
    } else {
      ((HttpServletResponse) res).setStatus(status);
    }
  }

  private int status(@Nullable String authorization, String method) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return HttpServletResponse.SC_UNAUTHORIZED;
    }
    Grant grant = keys.get(SCRATCH.get().name(authorization, BEARER.length()));
    if (grant == null || System.currentTimeMillis() >= grant.expires()) {
      return HttpServletResponse.SC_UNAUTHORIZED;
    }
    int needed = method.equals("GET") ? READ : WRITE;
    return (grant.scopes() & needed) == 0
        ? HttpServletResponse.SC_FORBIDDEN
        : HttpServletResponse.SC_OK;
  }
}
