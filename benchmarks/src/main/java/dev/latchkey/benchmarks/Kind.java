package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** The kinds of credentials: what a client of each sends. A new kind is a constant here. */
public enum Kind {
  OPAQUE {
    @Override
    String credential(App app, String path) {
      return issued(app, "").path("key").asText();
    }
  },
  /** ES256; the guard knows the token by its digest. */
  SIGNED {
    @Override
    String credential(App app, String path) {
      return issued(app, ",\"kind\":\"signed\"").path("key").asText();
    }
  },
  /** The private half of an Ed25519 pair, sent as it is. */
  PAIR {
    @Override
    String credential(App app, String path) {
      return issued(app, ",\"kind\":\"keypair\"").path("key").asText();
    }
  },
  /** A token that the holder of an Ed25519 pair signs for one request. */
  ASSERTION {
    @Override
    boolean worksAgain() {
      return false;
    }

    @Override
    String credential(App app, String path) {
      JsonNode key = issued(app, ",\"kind\":\"keypair\"");
      return new Assertion(key.path("id").asText(), key.path("private_key").asText()).to(path);
    }
  },
  /** A text of another system, imported as its SHA-256. */
  LEGACY {
    @Override
    String credential(App app, String path) {
      String text = new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16).toString(36);
      app.post(
          "/latchkey/v1/apikeys/import",
          "{\"keys\":[{\"name\":\"bench\",\"user_id\":\"admin\",\"scopes\":[\"zones:read\"],"
              + "\"hash\":\""
              + sha256(text)
              + "\"}]}");
      return text;
    }
  },
  /** An access token of an OpenID provider, RS256. */
  ISSUER {
    @Override
    String credential(App app, String path) {
      return app.provider().token();
    }
  };

  /**
   * A good credential that was never sent before.
   *
   * @param path that it will be sent to by GET
   */
  abstract String credential(App app, String path);

  /** Whether the same may be sent again. */
  boolean worksAgain() {
    return true;
  }

  private static JsonNode issued(App app, String more) {
    return app.issue("{\"name\":\"bench\",\"scopes\":[\"zones:read\"]" + more + "}");
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
