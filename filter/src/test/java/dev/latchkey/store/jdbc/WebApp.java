package dev.latchkey.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a WAR brings into a JVM: the classes of this test's class path, all loaded anew. */
final class WebApp {
  private static final int TRIES = 50;

  /** What an app does between its deployment and its end. */
  interface Life {
    void live(ClassLoader app) throws ReflectiveOperationException;
  }

  private WebApp() {}

  /** Whether anything keeps an app in memory that has come and gone. */
  static boolean isKeptAfter(Life life) throws ReflectiveOperationException, IOException {
    WeakReference<ClassLoader> app = new WeakReference<>(past(life));
    for (int i = 0; i < TRIES && app.get() != null; i++) {
      System.gc();
    }
    return app.get() != null;
  }

  private static ClassLoader past(Life life) throws ReflectiveOperationException, IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader app = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
      life.live(app);
      return app;
    }
  }
}
