package dev.latchkey.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs every fuzz target for a while, one after the other, each in a JVM of its own; see {@code
 * docs/testing.md}. What it learns about the code stays in its folder and is where the next run
 * begins.
 */
final class Campaign {
  private static final Pattern DONE = Pattern.compile("number_of_executed_units: (\\d+)");
  private static final long MORE_THAN_A_START_TAKES = 120;

  private final Path folder;
  private final long seconds;

  private Campaign(Path folder, long seconds) {
    this.folder = folder;
    this.seconds = seconds;
  }

  /**
   * Runs it, and ends with 1 where anything was found.
   *
   * @param args the folder to work in, the seconds for each target, and perhaps a part of the names
   *     of the targets to run
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Campaign campaign = new Campaign(Path.of(args[0]).toAbsolutePath(), Long.parseLong(args[1]));
    List<Method> targets = targets(args.length > 2 ? args[2] : "");
    boolean clean = !targets.isEmpty();
    System.out.printf("%-45s %-60s %14s%n", "target", "", "executions");
    for (Method target : targets) {
      clean &= campaign.run(target);
    }
    if (!clean) {
      System.exit(1);
    }
  }

  private static List<Method> targets(String part) {
    return new ClassFileImporter()
        .importPackages("dev.latchkey").stream()
            .filter(type -> type.getSimpleName().endsWith("FuzzTest"))
            .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .filter(method -> name(method).contains(part))
            .sorted(Comparator.comparing(Campaign::name))
            .toList();
  }

  private static String name(Method target) {
    return target.getDeclaringClass().getName() + '.' + target.getName();
  }

  /** Whether a target found nothing. */
  private boolean run(Method target) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(name(target)));
    Path log = own.resolve("log.txt");
    Process fuzzer =
        new ProcessBuilder(command(target))
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = fuzzer.waitFor(seconds + MORE_THAN_A_START_TAKES, TimeUnit.SECONDS);
    if (!ended) {
      fuzzer.destroyForcibly().waitFor();
    }
    Matcher done = DONE.matcher(Files.readString(log, StandardCharsets.UTF_8));
    boolean clean = ended && fuzzer.exitValue() == 0 && done.find();
    System.out.printf(
        Locale.ROOT,
        "%-45s %-60s %14s%n",
        target.getDeclaringClass().getName().substring("dev.latchkey.".length()),
        target.getName(),
        clean ? String.format(Locale.ROOT, "%,d", Long.valueOf(done.group(1))) : "FINDING");
    if (!clean) {
      System.out.println("what was found is in " + log);
    }
    return clean;
  }

  private List<String> command(Method target) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Djazzer.hooks=true",
        "-cp",
        System.getProperty("java.class.path"),
        Jazzer.class.getName(),
        "--target_class=" + target.getDeclaringClass().getName(),
        "--target_method=" + target.getName(),
        "--instrumentation_includes=dev.latchkey.**",
        "-max_total_time=" + seconds,
        "-timeout=10",
        "-print_final_stats=1");
  }
}
