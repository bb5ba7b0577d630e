package dev.latchkey.samples.war.containers;

import dev.latchkey.samples.war.launch.JettyEe10Launcher;
import dev.latchkey.samples.war.launch.JettyEe11Launcher;
import dev.latchkey.samples.war.launch.TomcatLauncher;
import dev.latchkey.samples.war.launch.UndertowLauncher;

/** The containers that the sample runs on, in the versions that the root pom names. */
enum ContainerKind {
  TOMCAT_10("tomcat-10", TomcatLauncher.class),
  TOMCAT_11("tomcat-11", TomcatLauncher.class),
  JETTY_EE10("jetty-ee10", JettyEe10Launcher.class),
  JETTY_EE11("jetty-ee11", JettyEe11Launcher.class),
  UNDERTOW("undertow", UndertowLauncher.class);

  private final String folder;
  private final Class<?> launcher;

  ContainerKind(String folder, Class<?> launcher) {
    this.folder = folder;
    this.launcher = launcher;
  }

  /** The class that starts it; it is loaded anew inside each container. */
  Class<?> launcher() {
    return launcher;
  }

  /** The folder of its jars, under {@code target/containers}. */
  String folder() {
    return folder;
  }
}
