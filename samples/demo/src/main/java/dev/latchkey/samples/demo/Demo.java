package dev.latchkey.samples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the demo in the foreground until it is interrupted. Three system properties: {@code
 * latchkey.port} (8080; 0 for any), {@code latchkey.data}, the folder for all that it writes, and
 * {@code latchkey.system}, one of {@code samples/systems} to behave like.
 */
public final class Demo {
  private Demo() {}

  /** Starts, says where and how, and waits for a signal. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      Optional<Path> system = system();
      DemoServer demo = start(port(), folder(), system);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, stopped), "demo-stop"));
      System.out.println(system.map(file -> greeting(demo, file)).orElseGet(() -> greeting(demo)));
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    stopped.await();
  }

  /** Starts with nothing written outside {@code folder}. */
  static DemoServer start(int port, Path folder) {
    return start(port, folder, Optional.empty());
  }

  /**
   * The same.
   *
   * @param system the settings of a product to behave like
   */
  static DemoServer start(int port, Path folder, Optional<Path> system) {
    Path data = folder.toAbsolutePath().normalize();
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      System.setProperty("org.sqlite.tmpdir", data.toString());
    }
    return DemoServer.start(port, data, system);
  }

  /** Where it is, and what to do next. */
  static String greeting(DemoServer demo) {
    return """

        Latchkey demo: a DNS API that takes API keys. Ctrl-C stops it.

          listens on       %s
          first admin key  %s

        %s"""
        .formatted(demo.uri(), demo.keyFile(), next(demo));
  }

  /** The same where it behaves like some product. */
  static String greeting(DemoServer demo, Path system) {
    return """

        Latchkey demo: an app that takes API keys as %s says. Ctrl-C stops it.

          listens on       %s
          key API          %s
          first admin key  %s

        Whom it belongs to:

          curl -s %s -H "Authorization: Bearer $(cat %s)"
        """
        .formatted(
            system.toAbsolutePath().normalize(),
            demo.uri(),
            demo.uri().resolve("/latchkey/v1"),
            demo.keyFile(),
            demo.uri().resolve("/latchkey/v1/apikeys/self"),
            Texts.quoted(demo.keyFile()));
  }

  private static String next(DemoServer demo) {
    return switch (FirstKey.status(demo.uri(), demo.keyFile())) {
      case 200 ->
          """
          The life of a key, to paste into another bash. The comments tell what to expect.

          %s"""
              .formatted(Texts.walk(demo.uri(), demo.keyFile()));
      case 401 ->
          """
          That key no longer works: it lived for 24 hours, or was revoked. Keys issued with it do.
          For a fresh demo stop this one and delete the folder:

            rm -r %s
          """
              .formatted(Texts.quoted(demo.folder()));
      default -> "The database in " + demo.folder() + " does not answer yet.\n";
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

  /** Each product has its own: keys of another brand would open nothing. */
  private static Path folder() {
    Path folder = Path.of(System.getProperty("latchkey.data", "target/demo-data"));
    return folder.resolve(System.getProperty("latchkey.system", ""));
  }

  private static Optional<Path> system() {
    Optional<String> name = Optional.ofNullable(System.getProperty("latchkey.system"));
    return name.map(n -> system(Path.of(System.getProperty("latchkey.systems", "../systems")), n));
  }

  /**
   * The settings of a product.
   *
   * @throws CannotStart when there are none of that name
   */
  static Path system(Path folder, String name) {
    Path file = folder.resolve(name + ".properties");
    if (!name.matches("[a-z]+") || !Files.isReadable(file)) {
      throw new CannotStart(
          "latchkey.system is dnscale, scoutos, scoutprime, dnsfilter or scoutdns, not " + name);
    }
    return file;
  }
}
