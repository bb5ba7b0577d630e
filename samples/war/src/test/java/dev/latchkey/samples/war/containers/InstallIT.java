package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the guard gets into an app, how it refuses to, and that it leaves nothing behind. */
final class InstallIT {
  private static final String SETTINGS = "WEB-INF/latchkey.properties";
  private static final String WEB_XML = "WEB-INF/web.xml";

  private static final String FILTER =
      """
      <filter>
        <filter-name>%1$s</filter-name>
        <filter-class>dev.latchkey.guard.LatchkeyFilter</filter-class>
        <async-supported>true</async-supported>
        <init-param>
          <param-name>latchkey.realm</param-name>
          <param-value>by hand</param-value>
        </init-param>
      </filter>
      <filter-mapping>
        <filter-name>%1$s</filter-name>
        <url-pattern>/*</url-pattern>
        <dispatcher>REQUEST</dispatcher>
        <dispatcher>ASYNC</dispatcher>
        <dispatcher>ERROR</dispatcher>
      </filter-mapping>
      """;

  private static final String APP =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"%s>
        %s
        <servlet>
          <servlet-name>echo</servlet-name>
          <servlet-class>dev.latchkey.samples.war.EchoServlet</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>echo</servlet-name>
          <url-pattern>/zones/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  @TempDir Path data;

  @ParameterizedTest
  @EnumSource
  void anAppMayDeclareTheFilterItselfAndTheFragmentStandsDown(ContainerKind kind)
      throws IOException {
    War app = sample().with(WEB_XML, APP.formatted("", FILTER.formatted("guard")));
    try (Container container = Container.start(kind, Map.of("/app", app))) {
      Answer answer = RawHttp.ask(container.port(), "GET /app/zones HTTP/1.1", "Host: a");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"by hand\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAppWithoutFragmentsIsGuardedByWebXmlAlone(ContainerKind kind) throws IOException {
    War app =
        sample().with(WEB_XML, APP.formatted(" metadata-complete=\"true\"", FILTER.formatted("g")));
    try (Container container = Container.start(kind, Map.of("/app", app))) {
      assertThat(RawHttp.ask(container.port(), "GET /app/zones HTTP/1.1", "Host: a").status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoGuardsInOneAppFailLoudly(ContainerKind kind) {
    War app =
        sample().with(WEB_XML, APP.formatted("", FILTER.formatted("a") + FILTER.formatted("b")));
    assertRefused(kind, app, "LatchkeyFilter is declared more than once");
  }

  @ParameterizedTest
  @EnumSource
  void aGuardThatIsMappedToNothingFailsLoudly(ContainerKind kind) {
    String unmapped = FILTER.substring(0, FILTER.indexOf("<filter-mapping>"));
    War app = sample().with(WEB_XML, APP.formatted("", unmapped.formatted("guard")));
    assertRefused(kind, app, "LatchkeyFilter is declared and mapped to nothing");
  }

  @ParameterizedTest
  @EnumSource(names = "TOMCAT_11")
  void aFileThatIsNotUtf8StopsTheDeployment(ContainerKind kind) {
    War app = War.sample().with(SETTINGS, "latchkey.realm = Z\u00fcrich".getBytes(ISO_8859_1));
    assertRefused(kind, app, "/WEB-INF/latchkey.properties: cannot be read");
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownSettingStopsTheDeploymentAndNamesItsLine(ContainerKind kind) {
    War app = War.sample().with(SETTINGS, Guarded.app(data, "latchkey.relm = x"));
    assertRefused(
        kind,
        app,
        "/WEB-INF/latchkey.properties:3: latchkey.relm: there is no such setting;"
            + " did you mean latchkey.realm?");
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedRuleStopsTheDeploymentAndNamesItsLine(ContainerKind kind) {
    War app = sample().with("WEB-INF/latchkey.routes", "# rules\nget /zones zones:read\n");
    assertRefused(kind, app, "/WEB-INF/latchkey.routes:2: ");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptySettingsFileStopsTheDeployment(ContainerKind kind) {
    assertRefused(kind, War.sample().with(SETTINGS, "# nothing\n"), "no settings");
  }

  @ParameterizedTest
  @EnumSource
  void anUndeployedGuardLeavesNoThread(ContainerKind kind) throws IOException {
    try (Guarded guarded = Guarded.start(kind)) {
      assertThat(latchkeyThreads()).isNotEmpty();
      guarded.issue("zones:read");
    }
    assertThat(latchkeyThreads()).isEmpty();
  }

  private War sample() {
    return War.sample().with(SETTINGS, Guarded.app(data));
  }

  private static void assertRefused(ContainerKind kind, War app, String why) {
    assertThatThrownBy(() -> Container.start(kind, Map.of("/app", app)).close())
        .hasStackTraceContaining(why);
    assertThat(latchkeyThreads()).isEmpty();
  }

  private static Set<String> latchkeyThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("latchkey"))
        .collect(Collectors.toSet());
  }
}
