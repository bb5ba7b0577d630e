package dev.latchkey.admin.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a type once more, with a {@link Plant} in it. */
final class PlantedBug {
  private PlantedBug() {}

  /** The class files of the type and of the types within it, by class name. */
  static Map<String, byte[]> classes(Plant plant) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (Output output =
        new Output(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  output,
                  null,
                  List.of("-proc:none", "-nowarn", "-classpath", classPath()),
                  null,
                  List.of(new Source(plant)))
              .call();
      if (!compiled) {
        throw new IllegalStateException(plant + " does not compile: " + complaints);
      }
      return output.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Surefire keeps the real one beside the one of its own starter. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Plant plant) {
      super(
          URI.create("plant:///" + plant.type().getName().replace('.', '/') + ".java"),
          Kind.SOURCE);
      this.text = plant.source();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Output(JavaFileManager manager) {
      super(manager);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("plant:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
