package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import java.nio.file.Path;

/** The customers of a product that one file of settings makes. */
final class Customers {
  private Customers() {}

  /** The app of a product. */
  static TestApp of(String product) {
    return TestApp.of(Path.of("../samples/systems/" + product + ".properties"));
  }

  /** A new account with the plan of new accounts. */
  static String account(Api operator) {
    String account = TestApp.fresh("org");
    operator.put("/v1/accounts/" + account, json("{'name':'An organisation'}")).is(201);
    return account;
  }

  /** A new user without scopes of their own, who has a role in their home account. */
  static String member(Api operator, String account, String role) {
    String user = TestApp.fresh("user");
    operator
        .put(
            "/v1/users/" + user, json("{'account_id':'%s','name':'Somebody','scopes':[]}", account))
        .is(201);
    join(operator, account, user, role);
    return user;
  }

  static void join(Api operator, String account, String user, String role) {
    operator
        .put("/v1/accounts/" + account + "/members/" + user, json("{'role':'%s'}", role))
        .is(operatorSaw(operator, account, user) ? 200 : 201);
  }

  private static boolean operatorSaw(Api operator, String account, String user) {
    Answer members = operator.get("/v1/accounts/" + account + "/members?limit=200").is(200);
    return members.each("user_id").contains(user);
  }

  /** A key that does whatever its owner may do, made by an operator. */
  static Issued first(Api operator, String user, String more) {
    return whole(operator, user, more);
  }

  /** The same, made by whoever {@code by} is. */
  static Issued whole(Api by, String user, String more) {
    String comma = more.isEmpty() ? "" : "," + more;
    Answer issued =
        by.post(
                "/v1/users/" + user + "/apikeys",
                json("{'name':'%s','owner_scopes':true%s}", TestApp.fresh("key "), comma))
            .is(201);
    String text = issued.data("key");
    return new Issued(user, issued.data("id"), text, by.as(text));
  }
}
