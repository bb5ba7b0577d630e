package dev.latchkey.admin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Redis of its own on a free port, which can be stopped and started again. */
public final class Redis implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final int port;
  private Process process;

  private Redis(int port) {
    this.port = port;
    this.process = run(port);
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  public static Redis start() {
    return new Redis(freePort());
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  public void startAgain() {
    process = run(port);
  }

  @Override
  public void close() {
    stop();
  }

  private static Process run(int port) {
    List<String> command =
        List.of(
            PROGRAM.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "");
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Await.until("redis answers", Duration.ofSeconds(10), () -> answers(port));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
