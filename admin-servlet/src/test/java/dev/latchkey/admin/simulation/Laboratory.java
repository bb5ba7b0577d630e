package dev.latchkey.admin.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Map;

/**
 * All of our own classes once more, apart from those that everybody else uses, with a bug in one of
 * them or with none. Nothing in here is logged: a seed has more to tell than a log can hold.
 */
final class Laboratory extends ClassLoader {
  private static final String QUIET = "org.slf4j.helpers.NOP_FallbackServiceProvider";

  private final Map<String, byte[]> changed;

  private Laboratory(Map<String, byte[]> changed) {
    super(Laboratory.class.getClassLoader());
    this.changed = changed;
  }

  static Laboratory clean() {
    return new Laboratory(Map.of());
  }

  static Laboratory with(Plant plant) {
    return new Laboratory(PlantedBug.classes(plant));
  }

  /** As {@link Simulation#firstViolation}, of the classes in here. */
  long firstViolation(long from, long to) {
    return (long) ask("firstViolation", from, to);
  }

  /** As {@link Simulation#story}, of the classes in here. */
  String story(long seed) {
    return (String) ask("story", seed);
  }

  private Object ask(String method, Long... arguments) {
    String before = System.getProperty("slf4j.provider", "");
    System.setProperty("slf4j.provider", QUIET);
    try {
      Class<?>[] types = Collections.nCopies(arguments.length, long.class).toArray(Class<?>[]::new);
      return loadClass(Simulation.class.getName())
          .getMethod(method, types)
          .invoke(null, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      restore(before);
    }
  }

  private static void restore(String provider) {
    if (provider.isEmpty()) {
      System.clearProperty("slf4j.provider");
    } else {
      System.setProperty("slf4j.provider", provider);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.latchkey.") && !name.startsWith("org.slf4j.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] code = changed.containsKey(name) ? changed.get(name) : asBuilt(name);
    return defineClass(name, code, 0, code.length);
  }

  private byte[] asBuilt(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
