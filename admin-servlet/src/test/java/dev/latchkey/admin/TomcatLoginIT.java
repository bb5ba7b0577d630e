package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Realm;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.guard.LatchkeyListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.modeler.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tomcat's own login beside keys: it knows who is logged in without demanding it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TomcatLoginIT {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();
  private String app = "";
  private String key = "";

  @BeforeAll
  void start() throws Exception {
    TomcatURLStreamHandlerFactory.disable();
    Registry.disableRegistry();
    Path folder = TestDatabase.newFolder();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    List.of("grace", "eve").forEach(name -> tomcat.addUser(name, Realm.PASSWORD));
    tomcat.addRole("grace", "API Tokens Group");
    tomcat.addRole("eve", "Another Group");
    Context context = tomcat.addContext("", folder.toAbsolutePath().toString());
    context.setLoginConfig(new LoginConfig("BASIC", "test", null, null));
    context.getPipeline().addValve(new BasicAuthenticator());
    context.setPreemptiveAuthentication(true);
    context.setParentClassLoader(getClass().getClassLoader());
    context.addParameter("latchkey.settings", settings(folder).toString());
    context.addApplicationListener(LatchkeyListener.class.getName());
    context.addApplicationListener(AdminListener.class.getName());
    tomcat.start();
    app = "http://127.0.0.1:" + connector.getLocalPort() + "/latchkey";
    key = "Bearer " + Files.readString(folder.resolve("admin-key")).strip();
  }

  @AfterAll
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private static Path settings(Path folder) throws Exception {
    List<String> lines = new ArrayList<>(TestDatabase.sqliteIn(folder).lines());
    lines.addAll(
        List.of(
            "latchkey.bootstrap.file = " + folder.resolve("admin-key"),
            "latchkey.route = * /latchkey/** optional",
            Team.ADMIN,
            "latchkey.admin.login = on",
            "latchkey.admin.login.account = main",
            "latchkey.admin.login.role.admin = API Tokens Group"));
    return Files.write(folder.resolve("latchkey.properties"), lines);
  }

  private HttpResponse<String> call(String method, String path, String body, String... headers)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(app + path))
            .headers(headers)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aGroupOfTomcatsRealmIsLetInAndNobodyElse() throws Exception {
    String login = Realm.login("grace");
    assertThat(call("GET", "/v1/users", "", "Authorization", login).body()).contains("\"admin\"");
    assertThat(call("GET", "/v1/users", "", "Authorization", Realm.login("eve")).body())
        .contains("not-a-member");
    assertThat(call("GET", "/v1/users", "", "X-Nothing", "x").statusCode()).isEqualTo(401);
    assertThat(call("GET", "/v1/nodes", "", "Authorization", login).statusCode()).isEqualTo(403);
  }

  @Test
  void aKeyPassesBesideIt() throws Exception {
    assertThat(call("GET", "/v1/nodes", "", "Authorization", key).statusCode()).isEqualTo(200);
    assertThat(call("GET", "/v1/nodes", "", "Authorization", key + "x").statusCode())
        .isEqualTo(401);
  }

  @Test
  void aCallThatAnotherSiteCouldHaveSentIsRefused() throws Exception {
    String login = Realm.login("grace");
    String user = "/v1/users/tom";
    String body = json("{'name':'n','scopes':['zones:read']}");
    assertThat(call("PUT", user, body, "Authorization", login).body()).contains("other-site");
    String evil = "https://evil.example";
    assertThat(call("PUT", user, body, "Authorization", login, "Origin", evil).body())
        .contains("other-site");
    String here = app.substring(0, app.lastIndexOf('/'));
    assertThat(call("PUT", user, body, "Authorization", login, "Origin", here).statusCode())
        .isEqualTo(201);
    assertThat(call("GET", "/v1/audit?user=tom", "", "Authorization", key).body())
        .contains("\"login:grace\"");
  }
}
