package dev.latchkey.samples.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the demo in the foreground until it is interrupted. Two system properties: {@code
 * latchkey.port} (8080; 0 for any) and {@code latchkey.data}, the folder for all that it writes.
 */
public final class Demo {
  private Demo() {}

  /** Starts, says where and how, and waits for a signal. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      DemoServer demo = start(port(), folder(), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, stopped), "demo-stop"));
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    stopped.await();
  }

  /** Starts, and prints what to do next. */
  static DemoServer start(int port, Path folder, PrintStream out) {
    Path data = folder.toAbsolutePath().normalize();
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      System.setProperty("org.sqlite.tmpdir", data.toString());
    }
    DemoServer demo = DemoServer.start(port, data);
    out.println();
    out.println("Latchkey demo: a DNS API that takes API keys. Ctrl-C stops it.");
    out.println();
    out.println("  listens on       " + demo.uri());
    out.println("  first admin key  " + demo.keyFile());
    out.println();
    out.println(next(demo, data));
    return demo;
  }

  private static String next(DemoServer demo, Path data) {
    return switch (FirstKey.status(demo.uri(), demo.keyFile())) {
      case 200 ->
          "The life of a key, to paste into another bash. The comments tell what to expect.\n\n"
              + Texts.walk(demo.uri(), demo.keyFile());
      case 401 ->
          "That key no longer works: it lived for 24 hours, or was revoked. Keys issued with it"
              + " do.\nFor a fresh demo stop this one and delete the folder:\n\n  rm -r "
              + Texts.quoted(data)
              + '\n';
      default -> "The database in " + data + " does not answer yet.\n";
    };
  }

  private static void stop(DemoServer demo, CountDownLatch stopped) {
    try {
      demo.close();
    } finally {
      stopped.countDown();
    }
  }

  private static int port() {
    String text = System.getProperty("latchkey.port", "8080");
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 65535) {
      throw new CannotStart("latchkey.port is a number, 0 to 65535, not " + text);
    }
    return port;
  }

  private static Path folder() {
    return Path.of(System.getProperty("latchkey.data", "target/demo-data"));
  }
}
