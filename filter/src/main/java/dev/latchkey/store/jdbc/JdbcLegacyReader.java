package dev.latchkey.store.jdbc;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.LegacyForm;
import dev.latchkey.store.LegacyIndex;
import dev.latchkey.store.LegacyReader;
import dev.latchkey.store.StoreException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Reads the selectors of legacy secrets page by page, so that a million of them need no room. */
public final class JdbcLegacyReader implements LegacyReader {
  private static final int PAGE = 20_000;
  private static final String INSTALLATION = "SELECT id FROM latchkey_installation";
  private static final String SELECTORS =
      """
      SELECT DISTINCT selector FROM latchkey_secret
       WHERE selector IS NOT NULL AND selector > ? ORDER BY selector LIMIT ?
      """;
  private static final String FIND =
      "SELECT DISTINCT key_id FROM latchkey_secret WHERE selector IS NOT NULL AND selector = ?";

  private final Database database;

  public JdbcLegacyReader(Database database) {
    this.database = database;
  }

  @Override
  public LegacyIndex index() {
    return database.read(JdbcLegacyReader::index);
  }

  @Override
  public List<KeyId> find(long selector) {
    return database.read(
        session ->
            session.list(FIND, row -> new KeyId(row.text("key_id")), LegacyForm.print(selector)));
  }

  private static LegacyIndex index(Session session) throws SQLException {
    String installation =
        session
            .first(INSTALLATION, row -> row.text("id"))
            .orElseThrow(() -> new StoreException("the database has no installation yet"));
    long[] all = new long[PAGE];
    int count = 0;
    String last = "";
    List<String> page;
    do {
      page = session.list(SELECTORS, row -> row.text("selector"), last, PAGE);
      if (count + page.size() > all.length) {
        all = Arrays.copyOf(all, all.length * 2);
      }
      for (String selector : page) {
        all[count++] = LegacyForm.parse(selector);
        last = selector;
      }
    } while (page.size() == PAGE);
    return new LegacyIndex(installation, Arrays.copyOf(all, count));
  }
}
