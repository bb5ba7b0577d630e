package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of docs/signing.md, as they stand there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SigningClientsIT {
  private static final Path CLIENTS = Path.of("../docs/signing");

  /** How each is run, and what shows that it can be. */
  private static final Map<String, List<String>> RUNTIMES =
      Map.of(
          "client.sh",
              List.of("bash", "-c", "command -v curl && openssl version | grep 'OpenSSL 3'"),
          "Client.java", List.of(java(), "--version"),
          "client.py", List.of("python3", "-c", "import cryptography"),
          "client.ts", List.of("node", "-e", "fetch && 1"));

  private final TestDatabase database = TestDatabase.sqlite();
  private TestApp app;

  @BeforeAll
  void start() {
    app = TestApp.on(database);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "client.sh, Ed25519",
    "client.sh, P-256",
    "Client.java, Ed25519",
    "Client.java, P-256",
    "client.py, Ed25519",
    "client.py, P-256",
    "client.ts, Ed25519",
    "client.ts, P-256"
  })
  void aClientSignsWhatTheGuardAccepts(String client, String algorithm) {
    requireRuntime(client);
    Answer issued = issue(algorithm);
    String url = app.api().address() + "/zones/a?page=2";
    Path pem = pem(issued);
    assertThat(run(client, "GET", url, issued.data("id"), pem)).isEqualTo("200");
    assertThat(run(client, "PUT", url, issued.data("id"), pem)).isEqualTo("403");
    Path other = pem(issue(algorithm));
    assertThat(run(client, "GET", url, issued.data("id"), other)).isEqualTo("401");
  }

  /** A number of an ECDSA signature that is short or begins with a high bit is a rare one. */
  @Test
  void theShellGetsEverySignatureOfP256Right() {
    requireRuntime("client.sh");
    Answer issued = issue("P-256");
    Path pem = pem(issued);
    String url = app.api().address() + "/zones/a";
    for (int i = 0; i < 20; i++) {
      assertThat(run("client.sh", "GET", url, issued.data("id"), pem)).isEqualTo("200");
    }
  }

  @ParameterizedTest
  @CsvSource({"Ed25519, ED25519", "P-256, prime256v1"})
  void opensslReadsThePrivateHalf(String algorithm, String word) {
    requireRuntime("client.sh");
    Answer issued = issue(algorithm);
    String text =
        output(List.of("openssl", "pkey", "-in", pem(issued).toString(), "-noout", "-text_pub"));
    assertThat(text).contains(word);
    String half = output(List.of("openssl", "pkey", "-in", pem(issued).toString(), "-pubout"));
    assertThat(half.replaceAll("-----[A-Z ]+-----|\\s", ""))
        .isEqualTo(issued.data().at("/secrets/0/public_key").asText());
  }

  private Answer issue(String algorithm) {
    return app.admin()
        .post(
            "/v1/users/admin/apikeys",
            json(
                "{'name':'pair','scopes':['zones:read'],'kind':'keypair','algorithm':'%s'}",
                algorithm))
        .is(201);
  }

  private Path pem(Answer issued) {
    try {
      Path file = app.folder().toAbsolutePath().resolve(issued.data("id") + ".pem");
      return Files.writeString(file, issued.data("private_key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it prints: the status of the answer. */
  private String run(String client, String method, String url, String id, Path pem) {
    List<String> command = new ArrayList<>(command(client));
    command.addAll(List.of(method, url, id, pem.toString()));
    return output(command).strip();
  }

  private List<String> command(String client) {
    Path file = CLIENTS.resolve(client);
    return switch (client) {
      case "client.sh" -> List.of("bash", file.toString());
      case "Client.java" -> List.of(java(), file.toString());
      case "client.py" -> List.of("python3", file.toString());
      default -> List.of("node", asModule(file).toString());
    };
  }

  /** As its own comment says to do where node knows no types. */
  private Path asModule(Path file) {
    try {
      Path copy = app.folder().toAbsolutePath().resolve("client.mjs");
      return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireRuntime(String client) {
    List<String> probe = RUNTIMES.getOrDefault(client, List.of());
    boolean present;
    try {
      present = start(probe).waitFor() == 0;
    } catch (IOException absent) {
      present = false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assumeTrue(present, "not here: " + String.join(" ", probe));
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(List<String> command) {
    try {
      Process process = start(command);
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
