package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One guarded app in a process of its own. Each run writes its own log, with a line for each
 * decision about a key. For one thread.
 */
public final class Node implements AutoCloseable {
  private final String name;
  private final Path folder;
  private final int port;
  private final Wire wire;
  private final Map<String, String> environment;
  private Process process;
  private int runs;

  private Node(String name, Path folder, Wire wire, Map<String, String> environment) {
    this.name = name;
    this.folder = folder;
    this.port = Postgres.freePort();
    this.wire = wire;
    this.environment = Map.copyOf(environment);
    this.process = launch();
  }

  /**
   * Starts a node that keeps all of its own in {@code folder}.
   *
   * @param settings the lines that all nodes share
   */
  static Node start(
      String name, Path folder, Wire wire, List<String> settings, Map<String, String> environment) {
    try {
      Files.createDirectories(folder);
      List<String> lines = new ArrayList<>(settings);
      lines.add("latchkey.node.name = " + name);
      lines.add("latchkey.database = " + url(wire));
      Files.write(folder.resolve("latchkey.properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Node(name, folder, wire, environment);
  }

  public String name() {
    return name;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its connection to the database. */
  public Wire wire() {
    return wire;
  }

  /** Ends it without a goodbye. */
  public void kill() {
    process.destroyForcibly();
    join();
  }

  /** Stops it in the middle of whatever it does. */
  public void freeze() {
    Signals.freeze(process.pid());
  }

  public void thaw() {
    Signals.thaw(process.pid());
  }

  /** Starts it again, with a new log. */
  public void restart() {
    process = launch();
  }

  @Override
  public void close() {
    thaw();
    process.destroy();
    join();
    wire.close();
  }

  private void join() {
    try {
      boolean ended = process.waitFor(15, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    runs++;
    Path log = folder.resolve("run-" + runs + ".log");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.dev.latchkey=info",
            "-Dorg.slf4j.simpleLogger.log.dev.latchkey.guard.Guard=warn",
            "-Dorg.slf4j.simpleLogger.log.dev.latchkey.decisions=debug",
            "-Dorg.slf4j.simpleLogger.showThreadName=false",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true",
            "-cp",
            System.getProperty("java.class.path"),
            NodeApp.class.getName(),
            folder.resolve("latchkey.properties").toString(),
            Integer.toString(port));
    java.environment().putAll(environment);
    try {
      return java.redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(Wire wire) {
    return "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres?user=postgres";
  }
}
