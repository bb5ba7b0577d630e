package dev.latchkey.samples.war.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat 10.1 and 11: the API used here is the same. */
public final class TomcatLauncher implements Callable<Integer>, Closeable {
  private static final List<String> HOMES = List.of("catalina.home", "catalina.base");

  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector();
  private final List<Context> contexts = new ArrayList<>();

  public TomcatLauncher(Path base, Map<String, Path> wars) {
    // All of these are one per JVM, and two Tomcats share this one.
    TomcatURLStreamHandlerFactory.disable();
    Registry.disableRegistry();
    HOMES.forEach(name -> System.setProperty(name, base.toString()));
    tomcat.setBaseDir(base.toString());
    // The defaults would declare a JSP servlet whose class is not here.
    tomcat.setAddDefaultWebXmlToWebapp(false);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    // Left alone, web apps would see the class path of the tests.
    tomcat.getEngine().setParentClassLoader(getClass().getClassLoader());
    wars.forEach((path, war) -> contexts.add(add(path, war)));
  }

  private Context add(String path, Path war) {
    Context context = tomcat.addWebapp(path.equals("/") ? "" : path, war.toString());
    // The class path is that of the tests. The container's own initializers are found all the same.
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    context.setJarScanner(scanner);
    return context;
  }

  @Override
  public Integer call() throws LifecycleException {
    tomcat.start();
    for (Context context : contexts) {
      // Tomcat starts without a context that failed, and only its log says why.
      if (!context.getState().isAvailable()) {
        throw new IllegalStateException("Tomcat could not start " + context.getDocBase());
      }
    }
    return connector.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException("Tomcat did not stop", e);
    } finally {
      HOMES.forEach(System::clearProperty);
    }
  }
}
