package dev.latchkey.admin.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What another system issued, and what it kept of that. */
public final class OldKeys {
  private OldKeys() {}

  /** A text that nothing else in these tests has. */
  public static String text() {
    return TestApp.fresh("old-key-with-no-form-of-ours-");
  }

  /** Its SHA-256 in hexadecimal digits. */
  public static String hash(String hashed) {
    return HexFormat.of().formatHex(sha256(hashed.getBytes(StandardCharsets.UTF_8)));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Imports the plain hash of a text for the operator, and answers the id of the key. */
  public static Answer imported(Api api, String text) {
    return imported(api, "'hash':'%s'".formatted(hash(text)), "'scopes':['zones:read']");
  }

  /**
   * Imports one key.
   *
   * @param key the fields of the one key; apostrophes stand for quotation marks
   * @param defaults more of them for all
   */
  public static Answer imported(Api api, String key, String defaults) {
    return api.post(
        "/v1/apikeys/import",
        Body.json("{'keys':[{" + key + "}],'defaults':{'user_id':'admin'," + defaults + "}}"));
  }
}
