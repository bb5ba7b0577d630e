package dev.latchkey.admin.app;

/**
 * A key that was issued for a test.
 *
 * @param text what opens it
 * @param api the API with this key
 */
public record Issued(String user, String id, String text, Api api) {

  /** Issues a key with these scopes, a space between them. */
  public static Issued by(Api issuer, String user, String scopes) {
    return by(issuer, user, scopes, "");
  }

  /**
   * The same with more fields.
   *
   * @param more like {@code 'expires_in':'PT1S'}; apostrophes stand for quotation marks
   */
  public static Issued by(Api issuer, String user, String scopes, String more) {
    String list = "'" + scopes.replace(" ", "','") + "'";
    String body =
        Body.json("{'name':'%s','scopes':[%s]%s}", TestApp.fresh("key "), list, comma(more));
    Answer issued = issuer.post("/v1/users/" + user + "/apikeys", body).is(201);
    String text = issued.data("key");
    return new Issued(user, issued.data("id"), text, issuer.as(text));
  }

  /** Where the API has it. */
  public String path() {
    return "/v1/users/" + user + "/apikeys/" + id;
  }

  /** What the guarded app answers to this key. */
  public int reads(String zone) {
    return api.app("GET", "/zones/" + zone);
  }

  /** The same with another secret of it. */
  public int reads(String otherText, String zone) {
    return api.as(otherText).app("GET", "/zones/" + zone);
  }

  private static String comma(String more) {
    return more.isEmpty() ? "" : "," + more;
  }
}
