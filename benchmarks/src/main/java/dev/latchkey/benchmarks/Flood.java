package dev.latchkey.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What a flood of forged tokens does to those who send good opaque keys: their latency over HTTP on
 * the loopback, at a fixed rate, without the flood and with it. Clients, flood and server share the
 * processors, so a part of what it does is the work of the flood's own clients; the flood of opaque
 * forgeries, which cost the guard next to nothing, shows how much.
 */
public final class Flood {
  private static final int FLOODERS = 4;
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(2);

  private final App app;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Flood(App app) {
    this.app = app;
  }

  /** Latencies in nanoseconds, and what the flood was answered. */
  private record Run(long[] sorted, ConcurrentHashMap<Integer, LongAdder> forged) {
    double millis(double quantile) {
      return sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }
  }

  /**
   * Prints a line for each kind of forgery.
   *
   * @param args how many seconds each part takes (10)
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 && !args[0].isEmpty() ? Integer.parseInt(args[0]) : 10;
    System.out.println(
        "| forged | p50 ms | p99 ms | p50 with the flood | p99 with it | answered |");
    System.out.println("|---|--:|--:|--:|--:|---|");
    for (Forgery forgery : Forgery.values()) {
      try (App app = App.start()) {
        Flood flood = new Flood(app);
        String good = Kind.OPAQUE.credential(app, OpaqueKeys.PATH);
        flood.measure(good, "", seconds / 2 + 1);
        Run calm = flood.measure(good, "", seconds);
        Run flooded = flood.measure(good, forgery.token(app), seconds);
        System.out.printf(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f | %.2f | %s |%n",
            forgery.name().toLowerCase(Locale.ROOT),
            calm.millis(0.5),
            calm.millis(0.99),
            flooded.millis(0.5),
            flooded.millis(0.99),
            flooded.forged());
      }
    }
  }

  private Run measure(String good, String forged, int seconds) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ConcurrentHashMap<Integer, LongAdder> answered = new ConcurrentHashMap<>();
    ExecutorService flooders = Executors.newFixedThreadPool(FLOODERS);
    if (!forged.isEmpty()) {
      for (int i = 0; i < FLOODERS; i++) {
        flooders.execute(
            () -> {
              while (!over.get()) {
                answered.computeIfAbsent(send(forged), status -> new LongAdder()).increment();
              }
            });
      }
    }
    long[] latencies = new long[(int) (TimeUnit.SECONDS.toNanos(seconds) / BETWEEN)];
    long due = System.nanoTime();
    for (int i = 0; i < latencies.length; i++) {
      due += BETWEEN;
      LockSupport.parkNanos(due - System.nanoTime());
      long sent = Math.min(due, System.nanoTime());
      int status = send(good);
      if (status != Exchange.LET_THROUGH) {
        throw new IllegalStateException("a good key was answered " + status);
      }
      latencies[i] = System.nanoTime() - sent;
    }
    over.set(true);
    flooders.shutdown();
    if (!flooders.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the flood does not end");
    }
    Arrays.sort(latencies);
    return new Run(latencies, answered);
  }

  private int send(String token) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(app.uri().resolve(OpaqueKeys.PATH))
              .header("Authorization", "Bearer " + token)
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
