package dev.latchkey.samples.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Answers later: {@code /async/thread} from another thread, any other path by a dispatch back to
 * itself.
 */
public final class AsyncServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      Echo.write(request, response);
      return;
    }
    AsyncContext later = request.startAsync();
    if ("/thread".equals(request.getPathInfo())) {
      later.start(() -> answer(later));
    } else {
      later.dispatch();
    }
  }

  private static void answer(AsyncContext later) {
    try {
      Echo.write(
          (HttpServletRequest) later.getRequest(), (HttpServletResponse) later.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      later.complete();
    }
  }
}
