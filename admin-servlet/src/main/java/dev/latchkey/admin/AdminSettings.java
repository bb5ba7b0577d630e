package dev.latchkey.admin;

import dev.latchkey.admin.policy.DeclaredPlans;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.sign.Algorithm;
import dev.latchkey.admin.sign.TokenTerms;
import dev.latchkey.guard.SharedSettings;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.settings.Settings;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the admin servlet is told, in the file that it shares with the guard.
 *
 * @param guardRole the database role of guards, which gets its rights after each migration
 * @param chain keyed where a key is configured
 * @param overlap how long both secrets work after a rotation that does not say
 * @param patience how long a change that takes something away waits for the nodes
 * @param seals the keys from outside that seal what may be read again; empty where nothing may
 * @param tokens what signed keys have in common
 * @param recoverable whether new secrets are kept sealed, and may be revealed
 * @param plans that the settings declare
 * @param bootstrapFile where the first admin key goes
 * @param bootstrapKey the first admin key, where it was drawn elsewhere
 * @param legacySeparator what stands between the selector and the secret of a legacy key
 * @param acting who may act otherwise than by scopes of their own
 * @param usageKept how long it is kept how keys were used
 * @param usageWithin how long ago the last report of a node may be
 */
public record AdminSettings(
    DatabaseSettings database,
    Optional<String> guardRole,
    LeaseTerms lease,
    KeyFormat format,
    Chain chain,
    Duration overlap,
    Duration patience,
    Optional<Seals> seals,
    TokenTerms tokens,
    boolean recoverable,
    DeclaredPlans plans,
    Optional<Path> bootstrapFile,
    Optional<String> bootstrapKey,
    String legacySeparator,
    ActingSettings acting,
    Duration usageKept,
    Duration usageWithin) {
  /** The beginnings of the names that this module reads alone. */
  private static final List<String> OURS = SharedSettings.ADMIN_ONLY;

  private static final Duration USUAL_KEPT = Duration.ofDays(400);

  /**
   * Reads the settings of the admin servlet, all of them or none.
   *
   * @throws dev.latchkey.settings.SettingsException for the first that cannot be used
   */
  public static AdminSettings read(Settings settings) {
    AdminSettings read =
        new AdminSettings(
            database(settings),
            settings.as("latchkey.admin.guard-role", AdminSettings::role),
            SharedSettings.lease(settings),
            SharedSettings.format(settings),
            settings.as("latchkey.admin.journal-key", AdminSettings::chain).orElse(Chain.plain()),
            settings.duration("latchkey.admin.overlap", Duration.ofHours(24)),
            settings.duration("latchkey.admin.wait", Duration.ofSeconds(2)),
            settings.as("latchkey.admin.seal-keys", AdminSettings::seals),
            tokens(settings),
            recoverable(settings),
            plans(settings),
            settings.as("latchkey.bootstrap.file", Path::of),
            settings.environment("LATCHKEY_BOOTSTRAP_KEY"),
            SharedSettings.legacySeparator(settings),
            ActingSettings.read(settings),
            settings.as("latchkey.admin.usage.retention", AdminSettings::kept).orElse(USUAL_KEPT),
            SharedSettings.usageEvery(settings).multipliedBy(2).plusMinutes(1));
    settings.lines("latchkey.admin.mount");
    settings.refuseUnread(name -> OURS.stream().anyMatch(name::startsWith));
    return read;
  }

  /** The admin servlet's own role where one is given; the guard's otherwise. */
  private static DatabaseSettings database(Settings settings) {
    DatabaseSettings shared = SharedSettings.database(settings);
    return new DatabaseSettings(
        settings.text("latchkey.admin.database").orElse(shared.place()),
        settings.text("latchkey.admin.database.user").or(shared::user),
        settings.text("latchkey.admin.database.password").or(shared::password),
        shared.poolSize(),
        shared.doorbellUrl());
  }

  private static Duration kept(String text) {
    if (!text.matches("P[1-9][0-9]{0,3}D")) {
      throw new IllegalArgumentException("is a number of days, P1D to P9999D");
    }
    return Duration.parse(text);
  }

  private static String role(String text) {
    if (!text.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("is a role of a-z 0-9 _");
    }
    return text;
  }

  private static TokenTerms tokens(Settings settings) {
    String issuer = SharedSettings.issuer(settings);
    Algorithm algorithm =
        settings.as("latchkey.admin.signed.algorithm", Algorithm::of).orElse(Algorithm.ES256);
    List<String> audience = settings.words("latchkey.admin.signed.audience", List.of());
    return settings.made(
        "latchkey.admin.signed.audience", () -> new TokenTerms(issuer, audience, algorithm));
  }

  private static Seals seals(String text) {
    return Seals.parse(text, new SecureRandom());
  }

  private static boolean recoverable(Settings settings) {
    boolean wanted = settings.flag("latchkey.admin.recoverable", false);
    boolean sealable = settings.text("latchkey.admin.seal-keys").isPresent();
    return settings.made("latchkey.admin.recoverable", () -> requireSealable(wanted, sealable));
  }

  private static DeclaredPlans plans(Settings settings) {
    DeclaredPlans plans = DeclaredPlans.read(settings);
    boolean sealable = settings.text("latchkey.admin.seal-keys").isPresent();
    settings.made("latchkey.admin.seal-keys", () -> requireSealable(plans.wantCopies(), sealable));
    return plans;
  }

  private static boolean requireSealable(boolean wanted, boolean sealable) {
    if (wanted && !sealable) {
      throw new IllegalArgumentException(
          "takes latchkey.admin.seal-keys, under which secrets are sealed");
    }
    return wanted;
  }

  private static Chain chain(String text) {
    return Chain.keyed(text.getBytes(StandardCharsets.UTF_8));
  }
}
