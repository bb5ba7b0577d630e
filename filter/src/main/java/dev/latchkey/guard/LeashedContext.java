package dev.latchkey.guard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * An asynchronous exchange as the app sees it: when it was completed because its key had ended,
 * completing or dispatching it changes nothing any more.
 */
record LeashedContext(AsyncContext inner, Leash leash) implements AsyncContext {
  @Override
  public void complete() {
    if (leash.handBack()) {
      inner.complete();
    }
  }

  @Override
  public void dispatch() {
    if (leash.handBack()) {
      inner.dispatch();
    }
  }

  @Override
  public void dispatch(String path) {
    if (leash.handBack()) {
      inner.dispatch(path);
    }
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    if (leash.handBack()) {
      inner.dispatch(context, path);
    }
  }

  @Override
  public ServletRequest getRequest() {
    return inner.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return inner.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return inner.hasOriginalRequestAndResponse();
  }

  @Override
  public void start(Runnable work) {
    inner.start(work);
  }

  @Override
  public void addListener(AsyncListener listener) {
    inner.addListener(listener);
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    inner.addListener(listener, request, response);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return inner.createListener(type);
  }

  @Override
  public void setTimeout(long millis) {
    inner.setTimeout(millis);
  }

  @Override
  public long getTimeout() {
    return inner.getTimeout();
  }
}
