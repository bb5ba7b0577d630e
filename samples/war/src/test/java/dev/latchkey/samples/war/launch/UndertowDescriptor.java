package dev.latchkey.samples.war.launch;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.EventListener;
import java.util.List;

/** A descriptor in Undertow's words. */
record UndertowDescriptor(Descriptor descriptor, ClassLoader loader) {
  void addTo(DeploymentInfo info) throws ClassNotFoundException {
    descriptor.params("context-param").forEach(info::addInitParameter);
    listeners(info);
    servlets(info);
    filters(info);
    errorPages(info);
  }

  private void listeners(DeploymentInfo info) throws ClassNotFoundException {
    for (String name : descriptor.texts("listener-class")) {
      info.addListener(Servlets.listener(load(name, EventListener.class)));
    }
  }

  private void servlets(DeploymentInfo info) throws ClassNotFoundException {
    for (Descriptor part : descriptor.all("servlet")) {
      ServletInfo servlet =
          Servlets.servlet(
              part.text("servlet-name").orElseThrow(),
              load(part.text("servlet-class").orElseThrow(), Servlet.class));
      servlet.setAsyncSupported(part.text("async-supported").map(Boolean::valueOf).orElse(false));
      part.text("load-on-startup").map(Integer::valueOf).ifPresent(servlet::setLoadOnStartup);
      part.params("init-param").forEach(servlet::addInitParam);
      descriptor.all("servlet-mapping").stream()
          .filter(mapping -> mapping.text("servlet-name").equals(part.text("servlet-name")))
          .forEach(mapping -> servlet.addMappings(mapping.texts("url-pattern")));
      info.addServlet(servlet);
    }
  }

  private void filters(DeploymentInfo info) throws ClassNotFoundException {
    for (Descriptor part : descriptor.all("filter")) {
      FilterInfo filter =
          Servlets.filter(
              part.text("filter-name").orElseThrow(),
              load(part.text("filter-class").orElseThrow(), Filter.class));
      filter.setAsyncSupported(part.text("async-supported").map(Boolean::valueOf).orElse(false));
      part.params("init-param").forEach(filter::addInitParam);
      info.addFilter(filter);
    }
    descriptor.all("filter-mapping").forEach(mapping -> map(info, mapping));
  }

  private static void map(DeploymentInfo info, Descriptor mapping) {
    String name = mapping.text("filter-name").orElseThrow();
    List<String> dispatchers = mapping.texts("dispatcher");
    for (String pattern : mapping.texts("url-pattern")) {
      for (String dispatcher : dispatchers.isEmpty() ? List.of("REQUEST") : dispatchers) {
        info.addFilterUrlMapping(name, pattern, DispatcherType.valueOf(dispatcher));
      }
    }
  }

  private void errorPages(DeploymentInfo info) throws ClassNotFoundException {
    for (Descriptor part : descriptor.all("error-page")) {
      String location = part.text("location").orElseThrow();
      part.text("error-code")
          .map(Integer::valueOf)
          .ifPresent(code -> info.addErrorPage(new ErrorPage(location, code)));
      for (String exception : part.texts("exception-type")) {
        info.addErrorPage(new ErrorPage(location, load(exception, Throwable.class)));
      }
    }
  }

  private <T> Class<? extends T> load(String name, Class<T> type) throws ClassNotFoundException {
    return loader.loadClass(name).asSubclass(type);
  }
}
