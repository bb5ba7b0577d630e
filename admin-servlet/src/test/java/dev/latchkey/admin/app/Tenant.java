package dev.latchkey.admin.app;

/**
 * An account that is not the installation's own, with one user in it, who may do everything there.
 *
 * @param key of that user
 */
public record Tenant(String account, String user, Issued key) {
  private static final String ALL = "*:* apikeys:reveal";

  /** Made by an operator. */
  public static Tenant by(Api operator) {
    String account = TestApp.fresh("account");
    String user = TestApp.fresh("user");
    operator.put("/v1/accounts/" + account, Body.json("{'name':'A tenant'}")).is(201);
    operator
        .put(
            "/v1/users/" + user,
            Body.json(
                "{'account_id':'%s','name':'Its admin','scopes':['*:*','apikeys:reveal']}",
                account))
        .is(201);
    return new Tenant(account, user, Issued.by(operator, user, ALL, "'labels':['admin']"));
  }

  public Api api() {
    return key.api();
  }

  /** Makes another user of this account. */
  public String newUser(String scopes) {
    String id = TestApp.fresh("user");
    String list = scopes.isEmpty() ? "" : "'" + scopes.replace(" ", "','") + "'";
    api().put("/v1/users/" + id, Body.json("{'name':'Somebody','scopes':[%s]}", list)).is(201);
    return id;
  }
}
