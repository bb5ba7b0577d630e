package dev.latchkey.samples.war;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says what it sees of a session, which {@code …/open} opens where there is none and {@code
 * …/close} ends; and how many have ended.
 */
public final class SessionServlet extends HttpServlet {
  private static final AtomicInteger ENDED = new AtomicInteger();

  /** Notices the end of the session that it is in. */
  private record Witness() implements Serializable, HttpSessionBindingListener {
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      ENDED.incrementAndGet();
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    HttpSession session = request.getSession(path.endsWith("/open"));
    PrintWriter out = response.getWriter();
    if (session != null && session.getAttribute("witness") == null) {
      session.setAttribute("witness", new Witness());
    }
    out.print("session: " + (session == null ? "none" : session.getId()) + '\n');
    out.print("valid: " + request.isRequestedSessionIdValid() + '\n');
    out.print("ended: " + ENDED.get() + '\n');
    if (session != null && path.endsWith("/close")) {
      session.invalidate();
    }
  }
}
