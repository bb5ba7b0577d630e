package dev.latchkey.store.jdbc;

import java.util.Optional;

/**
 * Which database, and as whom.
 *
 * @param place a JDBC URL ({@code jdbc:postgresql:} or {@code jdbc:sqlite:}), or a JNDI name of a
 *     {@code DataSource} that the container owns
 * @param user the database role; for SQLite none
 * @param poolSize connections at most, 2 to 100
 * @param doorbellUrl a direct JDBC URL for the doorbell, where {@code place} leads through a
 *     transaction pooler or is a JNDI name
 */
public record DatabaseSettings(
    String place,
    Optional<String> user,
    Optional<String> password,
    int poolSize,
    Optional<String> doorbellUrl) {
  public static final int DEFAULT_POOL = 4;

  private static final String URL = "jdbc:";

  public DatabaseSettings {
    if (place.startsWith(URL)) {
      requireKnown(place);
    } else if (!place.startsWith("java:")) {
      throw new IllegalArgumentException(
          "the database is jdbc:postgresql://host/name, jdbc:sqlite:/path/to/file or a JNDI name"
              + " java:comp/env/…");
    }
    doorbellUrl.ifPresent(DatabaseSettings::requireKnown);
    if (poolSize < 2 || poolSize > 100) {
      throw new IllegalArgumentException("the pool has 2 to 100 connections");
    }
  }

  /** A database by its URL alone. */
  public static DatabaseSettings at(String url) {
    return new DatabaseSettings(
        url, Optional.empty(), Optional.empty(), DEFAULT_POOL, Optional.empty());
  }

  /** Whether this is a SQLite database by its URL. */
  public boolean isSqlite() {
    return place.startsWith("jdbc:sqlite:");
  }

  boolean isJndi() {
    return !place.startsWith(URL);
  }

  /** Where the doorbell listens; empty when there is no direct way. */
  Optional<String> directUrl() {
    return doorbellUrl.or(() -> isJndi() ? Optional.empty() : Optional.of(place));
  }

  /** The place without its parameters, which may hold a password. */
  public String shown() {
    int parameters = place.indexOf('?');
    return parameters < 0 ? place : place.substring(0, parameters);
  }

  /** What somebody else says about this database: a driver may quote the whole URL. */
  String withoutSecrets(String text) {
    String shown = text.replaceAll("(?i)(password=)[^&\\s]*", "$1…");
    return password
        .filter(secret -> !secret.isEmpty())
        .map(secret -> shown.replace(secret, "…"))
        .orElse(shown);
  }

  private static void requireKnown(String url) {
    if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:sqlite:")) {
      throw new IllegalArgumentException(
          "only jdbc:postgresql: and jdbc:sqlite: are known databases");
    }
    if (url.matches("jdbc:postgresql://[^/?]*@.*")) {
      throw new IllegalArgumentException(
          "the URL has a user before its host, which no JDBC driver reads; set"
              + " latchkey.database.user and latchkey.database.password");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + shown() + "]";
  }
}
