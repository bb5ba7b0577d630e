package dev.latchkey.samples.war;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets another servlet answer: {@code /forward/admin} one that is closed to most. */
public final class ForwardServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    boolean admin = "/admin".equals(request.getPathInfo());
    String target = admin ? "/admin/forwarded" : "/hello/forwarded";
    request.getRequestDispatcher(target).forward(request, response);
  }
}
