package dev.latchkey.guard.lookup.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that sends a drop now and then, and never comes to an end. */
@Timeout(60)
class WebTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String LONG =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n";

  private final Web web = new Web(Duration.ofSeconds(1), Duration.ofMillis(500));
  private final List<Socket> callers = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile String beginning = "";
  private volatile String drop = "";

  WebTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    letGo();
  }

  private void letGo() throws IOException {
    for (Socket caller : callers) {
      caller.close();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "dripping server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try {
      while (true) {
        Socket caller = server.accept();
        callers.add(caller);
        start(() -> drip(caller));
      }
    } catch (IOException closed) {
      LockSupport.parkNanos(1);
    }
  }

  private void drip(Socket caller) {
    try {
      assertThat(caller.getInputStream().read(new byte[4096])).isPositive();
      write(caller, beginning);
      while (!drop.isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        write(caller, drop);
      }
      caller.close();
    } catch (IOException gone) {
      LockSupport.parkNanos(1);
    }
  }

  private static void write(Socket caller, String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String fetch() {
    try {
      return web.get(URI.create("http://localhost:" + server.getLocalPort() + "/k"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fails(String why) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::fetch)
        .withMessageContaining(why);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("latchkey-issuer-fetch"))
        .count();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "header, 'HTTP/1.1 200 OK\nX: ', a",
    "headers, 'HTTP/1.1 200 OK\n', 'X: a\n'",
    "body, LONG, a",
    "chunks, CHUNKED, '1\na\n'",
    "chunk, 'CHUNKED1000\n', a",
    "start of a chunk, 'CHUNKED1;', a",
    "end of the chunks, 'CHUNKED0\nX: ', a"
  })
  void keepsNobodyWaitingAndKeepsAtMostOneFetch(String what, String first, String then)
      throws IOException {
    beginning = lines(first);
    drop = lines(then);
    long start = System.nanoTime();
    fails("no whole answer");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    for (int i = 0; i < 3; i++) {
      fails("");
    }
    assertThat(threads()).isLessThanOrEqualTo(2);

    drop = "";
    letGo();
    for (int i = 0; i < 2000 && threads() > 0; i++) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(threads()).isZero();
    beginning = LONG.replace("9999", "2") + "{}";
    assertThat(fetch()).isEqualTo("{}");
  }

  private static String lines(String text) {
    return text.replace("\n", "\r\n").replace("CHUNKED", CHUNKED).replace("LONG", LONG);
  }
}
