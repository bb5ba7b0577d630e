package dev.latchkey.guard;

import dev.latchkey.guard.lookup.issuer.AccountOf;
import dev.latchkey.guard.lookup.issuer.Algorithm;
import dev.latchkey.guard.lookup.issuer.Grants;
import dev.latchkey.guard.lookup.issuer.Issuer;
import dev.latchkey.guard.lookup.issuer.Mapping;
import dev.latchkey.guard.lookup.issuer.Place;
import dev.latchkey.guard.lookup.issuer.Source;
import dev.latchkey.guard.lookup.issuer.Terms;
import dev.latchkey.key.Scopes;
import dev.latchkey.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of one trusted issuer: {@code latchkey.issuer.NAME.…}. */
final class IssuerSettings {
  private static final String PREFIX = "latchkey.issuer.";

  private final Settings settings;
  private final String name;

  private IssuerSettings(Settings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  /** All issuers that the settings name; tokens of one could not be told from those of its twin. */
  static List<Issuer> read(Settings settings) {
    List<Issuer> issuers =
        settings.namesUnder(PREFIX).stream()
            .map(name -> new IssuerSettings(settings, name).issuer())
            .toList();
    Map<String, String> names = new HashMap<>();
    String own = SharedSettings.issuer(settings);
    for (Issuer issuer : issuers) {
      String twin = names.putIfAbsent(issuer.source().issuer(), issuer.name());
      settings.made(
          PREFIX + issuer.name() + ".url",
          () -> {
            require(twin == null, "is that of " + twin + " too");
            require(!own.equals(issuer.source().issuer()), "is our own latchkey.signed.issuer");
            return issuer;
          });
    }
    return issuers;
  }

  private Issuer issuer() {
    return new Issuer(name, source(), terms(), mapping());
  }

  private Source source() {
    boolean insecure = settings.flag(of("insecure"), false);
    String url = required("url", "https://login.example.com/realms/corp");
    settings.made(of("url"), () -> Source.place(url, insecure));
    Optional<URI> keys = settings.as(of("jwks"), text -> Source.place(text, insecure));
    Duration refresh =
        between("refresh", Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofDays(1));
    return new Source(url, keys, refresh, insecure);
  }

  private Terms terms() {
    required("audience", "https://api.example.com");
    Set<String> audiences = settings.as(of("audience"), IssuerSettings::words).orElseThrow();
    Set<Algorithm> algorithms =
        settings
            .as(of("algorithms"), IssuerSettings::algorithms)
            .orElse(Set.of(Algorithm.RS256, Algorithm.ES256));
    Set<String> types =
        settings.as(of("type"), IssuerSettings::types).orElse(Set.of(Terms.ACCESS_TOKEN));
    Duration skew = between("skew", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5));
    Duration longest =
        between("longest", Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofDays(366));
    return new Terms(audiences, algorithms, types, skew, longest);
  }

  private Mapping mapping() {
    required("account", "acme, or claim:tenant");
    Place user = settings.as(of("user"), Place::parse).orElse(Place.parse("claim:sub"));
    return new Mapping(
        settings.as(of("account"), AccountOf::parse).orElseThrow(),
        user,
        grants(),
        settings.as(of("unknown-users"), IssuerSettings::accepts).orElse(false));
  }

  private Grants grants() {
    List<Place> places =
        settings
            .as(of("scopes"), text -> words(text).stream().map(Place::parse).toList())
            .orElse(List.of(Place.parse("claim:scope")));
    Map<String, Scopes> ours = new HashMap<>();
    settings.each(of("grant"), line -> Grants.add(line, ours));
    boolean asTheyAre = settings.flag(of("scopes-as-they-are"), false);
    if (ours.isEmpty() && !asTheyAre) {
      required("grant", "dns.read zones:read, or set " + of("scopes-as-they-are") + " = on");
    }
    return new Grants(places, ours, asTheyAre);
  }

  private String of(String part) {
    return PREFIX + name + '.' + part;
  }

  private String required(String part, String example) {
    return settings.required(of(part), example);
  }

  private Duration between(String part, Duration usual, Duration least, Duration most) {
    Duration given = settings.duration(of(part), usual);
    boolean fits = given.compareTo(least) >= 0 && given.compareTo(most) <= 0;
    return settings.made(
        of(part),
        () -> {
          require(fits, "is a duration, " + least + " to " + most);
          return given;
        });
  }

  private static Set<String> words(String text) {
    Set<String> words =
        Stream.of(text.split(","))
            .map(String::strip)
            .collect(Collectors.toCollection(HashSet::new));
    require(!words.contains(""), "is words with commas between them");
    return words;
  }

  private static Set<Algorithm> algorithms(String text) {
    return words(text).stream()
        .map(
            word ->
                Algorithm.of(word)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "takes RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA,"
                                    + " with commas between them")))
        .collect(Collectors.toSet());
  }

  /** {@code JWT} is what a token without a type is. */
  private static Set<String> types(String text) {
    Set<String> types = words(text.toLowerCase(Locale.ROOT)).stream().collect(Collectors.toSet());
    if (types.contains("jwt")) {
      types.add("");
    }
    return types;
  }

  private static boolean accepts(String text) {
    require(text.equals("accept") || text.equals("refuse"), "is refuse or accept");
    return text.equals("accept");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
