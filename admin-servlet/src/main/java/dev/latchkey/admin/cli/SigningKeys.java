package dev.latchkey.admin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.sign.KeyRing;
import dev.latchkey.admin.sign.Signing;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.jdbc.JdbcSigningKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code latchkey signing-keys --settings … list|rotate|withdraw}. */
@Command(
    name = "signing-keys",
    mixinStandardHelpOptions = true,
    description = "Lists, rotates and withdraws the keys that sign tokens.")
final class SigningKeys {
  private static final String LINE = "%-43s  %-9s  %-9s  %-24s  %s";

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(name = "list", description = "Lists them, oldest first.")
  int list() throws IOException {
    List<SigningKey> keys = store.use(open -> new JdbcSigningKeys(open.database()).signingKeys());
    PrintWriter out = out();
    out.println(LINE.formatted("kid", "algorithm", "status", "signs from", "published until"));
    for (ObjectNode view : Signing.views(keys, Instant.now())) {
      out.println(
          LINE.formatted(
              view.path("kid").asText(),
              view.path("algorithm").asText(),
              view.path("status").asText(),
              view.path("signs_from").asText(),
              view.path("published_until").asText("-")));
    }
    return 0;
  }

  @Command(name = "rotate", description = "Publishes a new one, which signs from a while later.")
  int rotate(
      @Option(
              names = "--lead",
              defaultValue = "PT10M",
              description = "How long others may keep the set of before; ${DEFAULT-VALUE}.")
          Duration lead,
      @Option(
              names = "--overlap",
              description =
                  "How long those of before stay published after their last token; without end"
                      + " where it is not given.")
          Optional<Duration> overlap)
      throws IOException {
    if (lead.isNegative() || overlap.map(Duration::isNegative).orElse(false)) {
      throw new IllegalArgumentException("a duration here is not negative, like PT10M or P365D");
    }
    SigningKey made = change((ring, facts) -> ring.rotate(facts, lead, overlap));
    out().println(made.kid() + " is published, and signs from " + made.signsFrom() + ".");
    return 0;
  }

  @Command(name = "withdraw", description = "Takes one out of the published set, at once.")
  int withdraw(@Parameters(paramLabel = "KID") String kid) throws IOException {
    change((ring, facts) -> ring.withdraw(facts, kid));
    out().println(kid + " is no longer published and signs nothing.");
    return 0;
  }

  private SigningKey change(BiFunction<KeyRing, Facts, SigningKey> change) throws IOException {
    return store.use(
        open -> {
          KeyRing ring = new KeyRing(open.settings().seals(), open.settings().tokens().algorithm());
          return open.ledger().commit(Store.actor(), facts -> change.apply(ring, facts)).result();
        });
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
