package dev.latchkey.admin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty database of one of the two kinds, and a way to look into it and to tamper with it.
 *
 * @param lines the settings that lead there
 */
public record TestDatabase(String url, List<String> lines) {

  /** A SQLite file in a folder of its own. */
  public static TestDatabase sqlite() {
    return sqliteIn(newFolder());
  }

  public static TestDatabase sqliteIn(Path folder) {
    return at("jdbc:sqlite:" + folder.resolve("latchkey.db"));
  }

  /** A database of its own in the one PostgreSQL of this JVM. */
  public static TestDatabase postgresql() {
    return at(Postgres.shared().newDatabase());
  }

  /** The same for a guard and an admin servlet that come as two roles. */
  public static TestDatabase withTwoRoles() {
    return Postgres.shared().withTwoRoles();
  }

  public static TestDatabase at(String url) {
    return new TestDatabase(url, List.of("latchkey.database = " + url));
  }

  /** The same with more settings. */
  public TestDatabase with(String... more) {
    List<String> all = new ArrayList<>(lines);
    all.addAll(List.of(more));
    return new TestDatabase(url, List.copyOf(all));
  }

  /** The same, which apps reach by another URL. */
  public TestDatabase by(String way) {
    String here = "latchkey.database = " + setting("latchkey.database");
    return new TestDatabase(
        url,
        lines.stream()
            .map(line -> line.equals(here) ? "latchkey.database = " + way : line)
            .toList());
  }

  /** What one of the settings says. */
  public String setting(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " = "))
        .map(line -> line.substring(name.length() + 3))
        .findFirst()
        .orElseThrow();
  }

  public boolean isSqlite() {
    return url.startsWith("jdbc:sqlite:");
  }

  /** The file of a SQLite database. */
  public Path file() {
    return Path.of(url.substring("jdbc:sqlite:".length()));
  }

  /** Runs a statement behind everybody's back. */
  public int update(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs a statement as the role of the guard, where that is one of its own. */
  public void asGuard(String sql) throws SQLException {
    String role = setting("latchkey.database.user");
    try (Connection connection =
            DriverManager.getConnection(setting("latchkey.database"), role, role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs statements so that nobody sees one without the others. */
  public void together(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  public long number(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  /** The first column of each row; {@code null} as text. */
  public List<String> texts(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The number of the last journal entry. */
  public long head() {
    return number("SELECT number FROM latchkey_head");
  }

  public Connection connect() throws SQLException {
    return isSqlite() ? SharedSqlite.connect(url) : DriverManager.getConnection(url);
  }

  public static Path newFolder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target/apps")), "app");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return isSqlite() ? "SQLite" : "PostgreSQL";
  }
}
