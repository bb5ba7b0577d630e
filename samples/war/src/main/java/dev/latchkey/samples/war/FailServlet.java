package dev.latchkey.samples.war;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends at the error page: {@code /fail/throw} by an exception, any other path by status 418. */
public final class FailServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if ("/throw".equals(request.getPathInfo())) {
      throw new IllegalStateException("thrown on purpose");
    }
    response.sendError(418);
  }
}
