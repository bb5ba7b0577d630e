package dev.latchkey.samples.socket;

import dev.latchkey.admin.AdminListener;
import dev.latchkey.guard.LatchkeyListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The app on Tomcat, put together in code. */
final class FeedServer implements AutoCloseable {
  private static final Path WEBAPP = Path.of("src", "main", "webapp");

  private final Tomcat tomcat = new Tomcat();
  private final Path folder;

  /**
   * Starts on any free port of this machine.
   *
   * @param folder where all that it writes is
   */
  FeedServer(Path folder) throws IOException, LifecycleException {
    this.folder = Files.createDirectories(folder);
    tomcat.setBaseDir(folder.resolve("tomcat").toString());
    tomcat.setHostname("localhost");
    tomcat.setPort(0);
    Context app = tomcat.addContext("", WEBAPP.toAbsolutePath().toString());
    app.addParameter("latchkey.database", "jdbc:sqlite:" + folder.resolve("latchkey.db"));
    app.addParameter("latchkey.bootstrap.file", keyFile().toString());
    app.addApplicationListener(LatchkeyListener.class.getName());
    app.addApplicationListener(AdminListener.class.getName());
    app.addServletContainerInitializer(new WsSci(), Set.of(FeedSocket.class));
    Tomcat.addServlet(app, "nothing", new DefaultServlet()).addMapping("/");
    tomcat.getConnector();
    tomcat.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort());
  }

  /** Where the first start wrote the first admin key. */
  Path keyFile() {
    return folder.resolve("admin-key");
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
