package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

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

  /** Gives a role, or another one. */
  static void join(Api operator, String account, String user, String role) {
    String path = "/v1/accounts/" + account + "/members/" + user;
    assertThat(operator.put(path, json("{'role':'%s'}", role)).status()).isIn(200, 201);
  }

  /** A key that does whatever its owner may do. */
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
