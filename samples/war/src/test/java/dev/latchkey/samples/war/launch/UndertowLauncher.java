package dev.latchkey.samples.war.launch;

import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** Undertow without WildFly: what WildFly's deployers do is in {@link UndertowWar}. */
public final class UndertowLauncher implements Callable<Integer>, Closeable {
  private static final int STOP_SECONDS = 10;

  private final Map<String, Path> wars;
  private final XnioWorker worker;
  private final PathHandler paths = new PathHandler();
  private final Undertow undertow;
  private final List<UndertowWar> opened = new ArrayList<>();
  private final List<DeploymentManager> deployed = new ArrayList<>();

  public UndertowLauncher(Path base, Map<String, Path> wars) throws IOException {
    this.wars = wars;
    worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    undertow =
        Undertow.builder()
            .setWorker(worker)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(paths)
            .build();
  }

  @Override
  public Integer call() throws Exception {
    for (Map.Entry<String, Path> war : wars.entrySet()) {
      deploy(war.getKey(), war.getValue());
    }
    undertow.start();
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    return address.getPort();
  }

  private void deploy(String contextPath, Path folder) throws Exception {
    UndertowWar war = UndertowWar.open(folder);
    opened.add(war);
    DeploymentManager manager =
        Servlets.newContainer()
            .addDeployment(
                war.describe(contextPath, worker, new DefaultByteBufferPool(false, 8192)));
    deployed.add(manager);
    manager.deploy();
    paths.addPrefixPath(contextPath, manager.start());
  }

  @Override
  public void close() throws IOException {
    undertow.stop();
    try {
      for (DeploymentManager manager : deployed) {
        manager.stop();
        manager.undeploy();
      }
      for (UndertowWar war : opened) {
        war.close();
      }
      worker.shutdown();
      worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ServletException | InterruptedException e) {
      throw new IOException("Undertow did not stop", e);
    }
  }
}
