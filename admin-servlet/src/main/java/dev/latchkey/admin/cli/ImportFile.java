package dev.latchkey.admin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with one key a line: JSON objects as the API takes them, or CSV with the names of their
 * fields in its first line. Read in parts. For one thread.
 */
final class ImportFile implements AutoCloseable {
  private static final Set<String> LISTS = Set.of("scopes", "labels");

  /** Some lines of the file, and where each stands in it. */
  record Part(ArrayNode keys, List<Integer> lines) {}

  private final Path file;
  private final BufferedReader reader;
  private final List<String> columns;
  private int line;

  private ImportFile(Path file, BufferedReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    this.columns = csv ? cells(next()) : List.of();
  }

  static ImportFile open(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("there is no file " + file);
    }
    return new ImportFile(file, Files.newBufferedReader(file));
  }

  /** Up to {@code most} more keys; none at the end. */
  Part read(int most) throws IOException {
    Part part = new Part(Json.array(), new ArrayList<>());
    while (part.lines().size() < most) {
      String text = next();
      if (text == null) {
        return part;
      }
      if (!text.isBlank()) {
        part.keys().add(columns.isEmpty() ? json(text) : csv(text));
        part.lines().add(line);
      }
    }
    return part;
  }

  /** How messages call a line. */
  String place(int number) {
    return file + ":" + number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private @Nullable String next() throws IOException {
    line++;
    return reader.readLine();
  }

  private JsonNode json(String text) throws IOException {
    try {
      return Json.parse(text);
    } catch (Problem notJson) {
      throw new IOException(place(line) + ": is not a JSON object", notJson);
    }
  }

  /** An empty cell says nothing; scopes and labels have a space between them. */
  private ObjectNode csv(String text) throws IOException {
    List<String> cells = cells(text);
    if (cells.size() != columns.size()) {
      throw new IOException(
          place(line) + ": has " + cells.size() + " cells, not " + columns.size());
    }
    ObjectNode key = Json.object();
    for (int i = 0; i < cells.size(); i++) {
      String column = columns.get(i);
      if (!cells.get(i).isEmpty() && LISTS.contains(column)) {
        ArrayNode words = key.putArray(column);
        List.of(cells.get(i).trim().split(" +")).forEach(words::add);
      } else if (!cells.get(i).isEmpty()) {
        key.put(column, cells.get(i));
      }
    }
    return key;
  }

  /** RFC 4180, a record a line. */
  private static List<String> cells(@Nullable String text) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String rest = text == null ? "" : text;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < rest.length() && rest.charAt(i + 1) == '"';
      if (doubled) {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
