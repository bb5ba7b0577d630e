package dev.latchkey.samples.war.launch;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.server.ServerEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.xnio.XnioWorker;

/**
 * One exploded WAR as Undertow is told of it: {@code web.xml}, the fragments in {@code WEB-INF/lib}
 * and the WebSocket endpoints in {@code WEB-INF/classes}. Annotations, the order of fragments and
 * security constraints are not read.
 */
final class UndertowWar implements Closeable {
  private final Path folder;
  private final URLClassLoader loader;

  private UndertowWar(Path folder, URLClassLoader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  static UndertowWar open(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.resolve("WEB-INF/classes").toUri().toURL());
    for (Path jar : files(folder.resolve("WEB-INF/lib"), ".jar")) {
      urls.add(jar.toUri().toURL());
    }
    return new UndertowWar(
        folder, new URLClassLoader(urls.toArray(URL[]::new), UndertowWar.class.getClassLoader()));
  }

  DeploymentInfo describe(String contextPath, XnioWorker worker, ByteBufferPool buffers)
      throws Exception {
    DeploymentInfo info =
        Servlets.deployment()
            .setDeploymentName(folder.getFileName().toString())
            .setContextPath(contextPath)
            .setClassLoader(loader)
            .setResourceManager(resources())
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets(worker, buffers));
    for (Descriptor descriptor : descriptors()) {
      new UndertowDescriptor(descriptor, loader).addTo(info);
    }
    return info;
  }

  /** The files of the WAR, without a thread that watches them. */
  private ResourceManager resources() {
    return PathResourceManager.builder()
        .setBase(folder)
        .setAllowResourceChangeListeners(false)
        .build();
  }

  private List<Descriptor> descriptors() throws Exception {
    List<Descriptor> all = new ArrayList<>();
    Descriptor webXml;
    try (InputStream xml = Files.newInputStream(folder.resolve("WEB-INF/web.xml"))) {
      webXml = Descriptor.read(xml);
    }
    all.add(webXml);
    if (!webXml.isMetadataComplete()) {
      for (Path jar : files(folder.resolve("WEB-INF/lib"), ".jar")) {
        fragment(jar).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Descriptor> fragment(Path jar) throws Exception {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry("META-INF/web-fragment.xml");
      return entry == null
          ? Optional.empty()
          : Optional.of(Descriptor.read(file.getInputStream(entry)));
    }
  }

  private WebSocketDeploymentInfo sockets(XnioWorker worker, ByteBufferPool buffers)
      throws Exception {
    WebSocketDeploymentInfo info =
        new WebSocketDeploymentInfo().setWorker(worker).setBuffers(buffers);
    Path classes = folder.resolve("WEB-INF/classes");
    for (Path file : files(classes, ".class")) {
      String name = classes.relativize(file).toString().replace('/', '.');
      Class<?> type = loader.loadClass(name.substring(0, name.length() - ".class".length()));
      if (type.isAnnotationPresent(ServerEndpoint.class)) {
        info.addEndpoint(type);
      }
    }
    return info;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
