package dev.latchkey.guard.lookup.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys of an issuer come from.
 *
 * @param issuer its URL, to the letter what its tokens say as {@code iss}
 * @param keys where its keys are; empty where its metadata say so (OpenID Connect Discovery 1.0)
 * @param refresh how often they are fetched
 * @param insecure whether plain {@code http} is good enough
 */
public record Source(String issuer, Optional<URI> keys, Duration refresh, boolean insecure) {
  public Source {
    place(issuer, insecure);
    keys.ifPresent(place -> place(place.toString(), insecure));
  }

  /**
   * Reads a URL that may be fetched: {@code https}, or {@code http} on this very machine.
   *
   * @throws IllegalArgumentException for any other
   */
  public static URI place(String text, boolean insecure) {
    URI place = URI.create(text.strip());
    boolean whole =
        place.getHost() != null && place.getUserInfo() == null && place.getFragment() == null;
    boolean safe =
        "https".equals(place.getScheme())
            || ("http".equals(place.getScheme()) && (insecure || isHere(place.getHost())));
    if (!whole || !safe) {
      throw new IllegalArgumentException(
          "is a URL like https://login.example.com; http only for this machine,"
              + " or where the setting insecure of the same issuer is on");
    }
    return place;
  }

  private static boolean isHere(String host) {
    return "localhost".equals(host)
        || "[::1]".equals(host)
        || (host != null && host.matches("127(\\.\\d{1,3}){3}"));
  }

  /** The present key set, as it is published. */
  String keySet(Web web) throws IOException, InterruptedException {
    return web.get(keys.isPresent() ? keys.get() : discovered(web));
  }

  private URI discovered(Web web) throws IOException, InterruptedException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return keysIn(web.get(URI.create(base + "/.well-known/openid-configuration")));
  }

  /**
   * Metadata of another issuer would let that one speak for this, and an issuer elsewhere has no
   * business with what listens on this machine alone.
   */
  URI keysIn(String document) throws IOException {
    try {
      Map<String, Object> metadata = JSONObjectUtils.parse(document);
      if (!issuer.equals(metadata.get("issuer"))) {
        throw new IOException("its metadata are of another issuer");
      }
      URI keysAt = place(String.valueOf(metadata.get("jwks_uri")), insecure);
      if (!insecure && issuer.startsWith("https:") && !"https".equals(keysAt.getScheme())) {
        throw new IOException("its metadata came by https, and lead to a jwks_uri by http");
      }
      return keysAt;
    } catch (ParseException e) {
      throw new IOException("its metadata are no JSON object", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("its metadata have no jwks_uri that may be fetched", e);
    }
  }
}
