package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/** What a flood is made of: tokens that look right as far as anybody outside can make them so. */
enum Forgery {
  /** An opaque key with a wrong flood tag. */
  OPAQUE {
    @Override
    String token(App app) {
      return altered(Kind.OPAQUE.credential(app, OpaqueKeys.PATH), 1);
    }
  },
  /** A token of ours with other claims: its signature is wrong, its jti is right. */
  SIGNED {
    @Override
    String token(App app) {
      return altered(Kind.SIGNED.credential(app, OpaqueKeys.PATH), 40);
    }
  },
  /** A token of the provider with a wrong signature: everything before it is right. */
  ISSUER {
    @Override
    String token(App app) {
      return altered(app.provider().token(), 40);
    }
  },
  /** An assertion for a key that exists, with a wrong signature. */
  ASSERTION {
    @Override
    String token(App app) {
      JsonNode key = app.issue("{\"name\":\"b\",\"scopes\":[\"zones:read\"],\"kind\":\"keypair\"}");
      return altered(
          new Assertion(key.path("id").asText(), key.path("private_key").asText())
              .to("http://" + app.uri().getAuthority(), OpaqueKeys.PATH),
          40);
    }
  },
  /** A text of no form that we know. */
  LEGACY {
    @Override
    String token(App app) {
      return altered(Kind.LEGACY.credential(app, OpaqueKeys.PATH), 3);
    }
  };

  abstract String token(App app);

  /** With another character that far from the end. */
  private static String altered(String token, int fromEnd) {
    int at = token.length() - fromEnd;
    char other = token.charAt(at) == 'a' ? 'b' : 'a';
    return token.substring(0, at) + other + token.substring(at + 1);
  }
}
