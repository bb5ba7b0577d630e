package dev.latchkey.guard;

import dev.latchkey.guard.limit.LimitSettings;
import dev.latchkey.guard.limit.SharedLimiter.Outage;
import dev.latchkey.guard.lookup.issuer.Issuer;
import dev.latchkey.guard.respond.Replies;
import dev.latchkey.guard.route.RouteLine;
import dev.latchkey.guard.route.RouteTable;
import dev.latchkey.guard.usage.UsageSettings;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.Networks;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the guard is told, each part as its own room knows it.
 *
 * @param issuer what the tokens that we sign call us
 * @param nodeName what this node is called in lists
 * @param positionFile where the node keeps how far it was; empty for the usual place, if there is
 *     one
 * @param keysInMemory the most keys that are kept in memory
 * @param audiences the names for which assertions of key pairs are made, any of them
 * @param legacySeparator what stands between the selector and the secret of a legacy key
 * @param issuers whose tokens are as good as keys
 * @param limits where requests are counted
 * @param usage whether and how often this node tells how keys are used
 * @param longLived what ends with its key
 * @param observe whether nobody is refused, and only noted
 */
record GuardSettings(
    DatabaseSettings database,
    LeaseTerms lease,
    KeyFormat format,
    String issuer,
    RouteTable routes,
    RequestSettings request,
    String nodeName,
    Optional<Path> positionFile,
    int keysInMemory,
    List<String> audiences,
    String legacySeparator,
    List<Issuer> issuers,
    LimitSettings limits,
    UsageSettings usage,
    LongLived longLived,
    boolean observe) {

  /**
   * Reads the guard's settings, all of them or none.
   *
   * @throws SettingsException for the first that cannot be used
   */
  static GuardSettings read(Configuration configuration) {
    Settings settings = configuration.settings();
    GuardSettings read =
        new GuardSettings(
            SharedSettings.database(settings),
            SharedSettings.lease(settings),
            SharedSettings.format(settings),
            SharedSettings.issuer(settings),
            routes(configuration),
            request(settings),
            settings.text("latchkey.node.name").orElseGet(configuration::defaultNodeName),
            settings.as("latchkey.position.file", Path::of),
            keysInMemory(settings),
            audiences(settings),
            SharedSettings.legacySeparator(settings),
            IssuerSettings.read(settings),
            limits(settings),
            usage(settings),
            new LongLived(
                settings.flag("latchkey.end-exchanges", true),
                settings.flag("latchkey.end-sessions", true)),
            settings.flag("latchkey.observe", false));
    settings.refuseUnread(name -> SharedSettings.ADMIN_ONLY.stream().noneMatch(name::startsWith));
    return read;
  }

  private static LimitSettings limits(Settings settings) {
    Outage outage =
        settings.as("latchkey.limits.outage", LimitSettings::outage).orElse(Outage.LOCAL);
    LimitSettings limits =
        settings
            .as("latchkey.limits", text -> LimitSettings.parse(text, outage))
            .orElse(LimitSettings.MEMORY);
    boolean rows = limits.place() == LimitSettings.Place.DATABASE;
    boolean sqlite = SharedSettings.database(settings).isSqlite();
    return settings.made(
        "latchkey.limits",
        () -> {
          if (rows && sqlite) {
            throw new IllegalArgumentException("takes PostgreSQL to count in the database");
          }
          return limits;
        });
  }

  private static UsageSettings usage(Settings settings) {
    return new UsageSettings(
        settings.flag("latchkey.usage", true),
        SharedSettings.usageEvery(settings),
        keysInMemory(settings));
  }

  private static int keysInMemory(Settings settings) {
    return settings.number("latchkey.keys-in-memory", 100, 10_000_000, 100_000);
  }

  private static List<String> audiences(Settings settings) {
    return settings.words(
        "latchkey.keypair.audience", List.of(settings.text("latchkey.realm").orElse("api")));
  }

  private static RequestSettings request(Settings settings) {
    Networks trusted =
        settings
            .as("latchkey.proxies", text -> Networks.parse(text.replace(',', ' ')))
            .orElse(Networks.ANYWHERE);
    String header = settings.text("latchkey.proxies.header").orElse("Forwarded");
    Proxies proxies = settings.made("latchkey.proxies.header", () -> new Proxies(trusted, header));
    return settings.made(
        "latchkey.warn-before",
        () ->
            new RequestSettings(
                settings.as("latchkey.realm", Replies::requireRealm).orElse("api"),
                settings.flag("latchkey.x-api-key", false),
                settings.flag("latchkey.cors-preflight", false),
                settings.flag("latchkey.recheck-forwards", false),
                settings.duration("latchkey.warn-before", Duration.ZERO),
                settings
                    .as("latchkey.identity-headers", RequestSettings::headerNames)
                    .orElse(Set.of()),
                proxies,
                settings.as("latchkey.public-url", RequestSettings::origin),
                settings.flag("latchkey.message-signatures", false)));
  }

  private static RouteTable routes(Configuration configuration) {
    Settings settings = configuration.settings();
    List<RouteLine> lines = new ArrayList<>();
    settings
        .as("latchkey.routes", source -> RouteLine.read(source, configuration.resource(source)))
        .ifPresent(lines::addAll);
    for (Setting rule : settings.lines("latchkey.route")) {
      lines.add(new RouteLine(rule.source(), rule.line(), rule.value()));
    }
    if (lines.isEmpty()) {
      throw new SettingsException(
          configuration.source()
              + ": no rules; give lines like latchkey.route = GET /zones/** zones:read,"
              + " or a file of them as latchkey.routes");
    }
    try {
      return RouteTable.of(lines, settings.flag("latchkey.refuse-path-parameters", false));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }
}
