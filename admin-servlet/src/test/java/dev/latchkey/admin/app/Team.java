package dev.latchkey.admin.app;

import static dev.latchkey.admin.app.Body.json;

/** Roles for tests, and who gets them. */
public final class Team {
  public static final String OWNER = "latchkey.admin.role.owner = *:*";
  public static final String SINGLE = "latchkey.admin.role.owner.single = on";
  public static final String ADMIN =
      "latchkey.admin.role.admin = zones:*, apikeys:read, apikeys:write, users:*, audit:read";
  public static final String READER =
      "latchkey.admin.role.reader = zones:read, apikeys:read, users:read";

  private Team() {}

  /** Where the API has the role of a user in an account. */
  public static String place(String account, String user) {
    return "/v1/accounts/" + account + "/members/" + user;
  }

  public static Answer give(Api api, String account, String user, String role) {
    return api.put(place(account, user), json("{'role':'%s'}", role));
  }

  /** A user of an account without scopes of their own. */
  public static String userOf(Api operator, String account) {
    String id = TestApp.fresh("user");
    operator
        .put("/v1/users/" + id, json("{'account_id':'%s','name':'Somebody','scopes':[]}", account))
        .is(201);
    return id;
  }

  /** The same with a role in their account. */
  public static String userOf(Api operator, String account, String role) {
    String id = userOf(operator, account);
    give(operator, account, id, role).is(201);
    return id;
  }

  /** A key that holds whatever its owner holds. */
  public static Issued wholeKey(Api issuer, String user) {
    Answer made =
        issuer
            .post(
                "/v1/users/" + user + "/apikeys",
                json("{'name':'%s','owner_scopes':true}", TestApp.fresh("key ")))
            .is(201);
    String text = made.data("key");
    return new Issued(user, made.data("id"), text, issuer.as(text));
  }

  public static int reads(Issued key, String account) {
    return key.api().app("GET", "/orgs/" + account + "/zones");
  }

  public static int writes(Issued key, String account) {
    return key.api().app("PUT", "/orgs/" + account + "/zones");
  }
}
