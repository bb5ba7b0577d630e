package dev.latchkey.admin.cli;

import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.legacy.EndLegacy;
import dev.latchkey.admin.store.LegacyListing;
import dev.latchkey.admin.store.LegacyListing.Counts;
import dev.latchkey.admin.store.LegacyListing.Line;
import dev.latchkey.admin.store.LegacyListing.Query;
import dev.latchkey.admin.store.jdbc.JdbcDirectory;
import dev.latchkey.admin.store.jdbc.JdbcLegacyListing;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.UserId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code latchkey legacy}: which keys of other systems still work, and an end for all of them. */
@Command(
    name = "legacy",
    mixinStandardHelpOptions = true,
    description = "Lists the keys of other systems that still work, and can give them an end.")
final class Legacy implements Callable<Integer> {
  private static final int PAGE = 1000;
  private static final String LINE = "%-16s %-20s %-24s  %-24s  %-8s %s";

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Whose; the installation's own where it is not given.")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--seen",
      paramLabel = "true|false",
      description = "Only those that were presented since their import, or were not.")
  private Optional<Boolean> seen = Optional.empty();

  @Option(
      names = "--end-at",
      paramLabel = "TIME",
      description = "Gives all of them this end, like 2030-01-31T12:00:00Z; lengthens none.")
  private Optional<String> endAt = Optional.empty();

  @Option(names = "--dry-run", description = "With --end-at: only tells how many it would end.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    return store.use(open -> endAt.isPresent() ? end(open, endAt.get()) : list(open));
  }

  private int list(Store.Open open) {
    LegacyListing listing = new JdbcLegacyListing(open.database());
    PrintWriter out = spec.commandLine().getOut();
    Query query = query(account(open), Optional.empty());
    Counts counts = listing.count(query);
    out.printf("%d work, %d of them were presented.%n", counts.all(), counts.seen());
    out.println(LINE.formatted("key", "user", "first used", "ends", "replaced", "name"));
    List<Line> page = listing.list(query);
    while (!page.isEmpty()) {
      page.forEach(line -> out.println(print(line)));
      KeyId last = page.get(page.size() - 1).key();
      page = listing.list(query(query.account(), Optional.of(last)));
    }
    return 0;
  }

  private int end(Store.Open open, String text) {
    Instant end = Times.instant(text);
    if (end.isBefore(now())) {
      throw new IllegalArgumentException("--end-at is over");
    }
    AccountId whose = account(open);
    long secrets =
        open.ledger()
            .commit(
                Store.actor(),
                facts -> dryRun ? facts.legacyBeyond(whose, end) : EndLegacy.run(facts, whose, end))
            .result();
    spec.commandLine()
        .getOut()
        .printf("%d secrets %s at %s.%n", secrets, dryRun ? "would end" : "end", end);
    return 0;
  }

  private AccountId account(Store.Open open) {
    return account
        .map(AccountId::new)
        .orElseGet(() -> new JdbcDirectory(open.database()).installation().orElseThrow().account());
  }

  private Query query(AccountId whose, Optional<KeyId> after) {
    return new Query(whose, Optional.empty(), seen, now(), PAGE, after);
  }

  private static String print(Line line) {
    return LINE.formatted(
        line.key(),
        line.owner().map(UserId::value).orElse(""),
        line.firstUsedAt().map(Instant::toString).orElse("not seen"),
        line.endsAt().map(Instant::toString).orElse("never"),
        line.replaced() ? "yes" : "no",
        line.name());
  }

  private static Instant now() {
    return Instant.ofEpochMilli(TimeSource.SYSTEM.currentTimeMillis());
  }
}
