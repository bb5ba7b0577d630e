package dev.latchkey.guard;

import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.settings.SettingsFile;
import dev.latchkey.settings.Values;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the settings of an app: init-params before context-params before the file, which is {@value
 * #DEFAULT_FILE} unless the parameter {@value #FILE} (or the system property of that name) says
 * otherwise. The guard and the admin servlet read the same ones.
 */
public final class Configuration {
  public static final String FILE = "latchkey.settings";
  public static final String DEFAULT_FILE = "/WEB-INF/latchkey.properties";

  private final ServletContext context;
  private final String source;
  private final Settings settings;

  private Configuration(ServletContext context, String source, Settings settings) {
    this.context = context;
    this.source = source;
    this.settings = settings;
  }

  /**
   * Reads what is there, and nothing into records yet.
   *
   * @param initParams of the filter or servlet that asks
   * @throws SettingsException when a file that is named cannot be read, or is malformed
   */
  public static Configuration find(ServletContext context, Map<String, String> initParams) {
    Map<String, String> contextParams = contextParams(context);
    Optional<String> named =
        Optional.ofNullable(initParams.get(FILE))
            .or(() -> Optional.ofNullable(contextParams.get(FILE)))
            .or(() -> Optional.ofNullable(System.getProperty(FILE)));
    String file = named.orElse(DEFAULT_FILE);
    Optional<String> text = read(context, file);
    if (named.isPresent() && text.isEmpty()) {
      throw new SettingsException(file + ": there is no such settings file");
    }
    List<Setting> all = new ArrayList<>();
    all.addAll(params("init-param", initParams));
    all.addAll(params("context-param", contextParams));
    text.ifPresent(found -> all.addAll(SettingsFile.parse(file, found)));
    if (all.isEmpty()) {
      throw new SettingsException(
          "no settings: put them into "
              + DEFAULT_FILE
              + ", or name a file by the context-param "
              + FILE);
    }
    return new Configuration(context, file, new Settings(all, new Values(System.getenv())));
  }

  public Settings settings() {
    return settings;
  }

  /** How messages call the place of the settings. */
  public String source() {
    return source;
  }

  /**
   * The text of a file that a setting names, {@code /WEB-INF/…} in the app or a path outside.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public String resource(String file) {
    return read(context, file)
        .orElseThrow(() -> new IllegalArgumentException("there is no file " + file));
  }

  String defaultNodeName() {
    String app = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    return host() + app;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private static List<Setting> params(String source, Map<String, String> params) {
    Map<String, String> others = new LinkedHashMap<>(params);
    others.remove(FILE);
    return SettingsFile.of(source, others);
  }

  private static Map<String, String> contextParams(ServletContext context) {
    Map<String, String> params = new LinkedHashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      params.put(name, context.getInitParameter(name));
    }
    return params;
  }

  private static Optional<String> read(ServletContext context, String file) {
    try {
      return file.startsWith("/WEB-INF/") ? inApp(context, file) : outside(file);
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(file + ": cannot be read: " + e);
    }
  }

  private static Optional<String> inApp(ServletContext context, String file) throws IOException {
    try (InputStream in = context.getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(utf8(in.readAllBytes()));
    }
  }

  /** As strict as {@link Files#readString}: a letter that is lost could be one of a password. */
  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Optional<String> outside(String file) throws IOException {
    Path path = Path.of(file);
    return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
  }
}
