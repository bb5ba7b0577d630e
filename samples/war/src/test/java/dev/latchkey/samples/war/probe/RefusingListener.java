package dev.latchkey.samples.war.probe;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Refuses to be deployed. */
public final class RefusingListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    throw new IllegalStateException("refused on purpose");
  }
}
