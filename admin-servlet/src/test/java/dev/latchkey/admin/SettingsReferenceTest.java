package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the table in the README is what the code reads. */
final class SettingsReferenceTest {
  private static final Path FILTER = Path.of("../filter/src/main/java/dev/latchkey/guard");
  private static final Path ADMIN = Path.of("src/main/java/dev/latchkey/admin");
  private static final List<Path> READERS =
      List.of(
          FILTER.resolve("GuardSettings.java"),
          FILTER.resolve("SharedSettings.java"),
          ADMIN.resolve("AdminSettings.java"),
          ADMIN.resolve("policy/DeclaredPlans.java"),
          ADMIN.resolve("ActingSettings.java"),
          ADMIN.resolve("AdminListener.java"));

  /** Reads what each issuer has, under whatever name. */
  private static final Path ISSUERS = FILTER.resolve("IssuerSettings.java");

  /** Reads what each plan has. */
  private static final Path PLANS = ADMIN.resolve("policy/DeclaredPlans.java");

  private static final Pattern OF_A_PLAN =
      Pattern.compile("\\.(?:flag|number|words|text)\\(\"([a-z-]+)\"");
  private static final Pattern OF_AN_ISSUER =
      Pattern.compile("\\b(?:of|required|between)\\(\\s*\"([a-z-]+)\"");
  private static final Pattern READ =
      Pattern.compile("\"(latchkey\\.(?:[a-z.-]|<name>)*(?:[a-z]|<name>))\"");
  private static final Pattern LISTED =
      Pattern.compile("`(latchkey\\.(?:[a-z.-]|<name>)*(?:[a-z]|<name>))`");

  @Test
  void theReadmeListsEverySettingAndNoOther() throws IOException {
    Set<String> read = new TreeSet<>();
    for (Path reader : READERS) {
      read.addAll(names(READ, reader, line -> true));
    }
    names(OF_AN_ISSUER, ISSUERS, line -> true)
        .forEach(part -> read.add("latchkey.issuer.<name>." + part));
    names(OF_A_PLAN, PLANS, line -> true)
        .forEach(part -> read.add("latchkey.admin.plan.<name>." + part));
    assertThat(names(LISTED, Path.of("../README.md"), line -> line.startsWith("| `latchkey")))
        .isEqualTo(read);
  }

  private static Set<String> names(Pattern pattern, Path file, Predicate<String> counts)
      throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      String cell = counts.test(line) ? line.split(" \\| ", 2)[0] : "";
      Matcher matcher = pattern.matcher(cell);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
