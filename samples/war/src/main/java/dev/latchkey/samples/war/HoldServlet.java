package dev.latchkey.samples.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers without end: {@code /hold/stream} and {@code /hold/writer} tick in the request's own
 * thread, {@code /hold/async} in another, {@code /hold/idle} says nothing, {@code /hold/later}
 * comes back by a dispatch and says nothing, {@code /hold/short} ends by itself. {@code
 * /hold/count} says how many began, and how many were told that they are over.
 */
public final class HoldServlet extends HttpServlet {
  private static final byte[] TICK = "tick\n".getBytes(StandardCharsets.UTF_8);
  private static final long BETWEEN_TICKS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final AtomicInteger BEGUN = new AtomicInteger();
  private static final AtomicInteger ENDED = new AtomicInteger();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/stream" -> tick(response.getOutputStream());
      case "/writer" -> tick(response.getWriter());
      case "/async" -> async(request);
      case "/idle" -> idle(request);
      case "/later" -> later(request, response);
      case "/short" -> shortly(request);
      default ->
          response.getWriter().print("begun: " + BEGUN.get() + "\nended: " + ENDED.get() + "\n");
    }
  }

  private static void tick(ServletOutputStream out) throws IOException {
    try {
      while (true) {
        out.write(TICK);
        out.flush();
        LockSupport.parkNanos(BETWEEN_TICKS);
      }
    } catch (IOException over) {
      ENDED.incrementAndGet();
      throw over;
    }
  }

  private static void tick(PrintWriter out) {
    while (!out.checkError()) {
      out.print("tick\n");
      LockSupport.parkNanos(BETWEEN_TICKS);
    }
    ENDED.incrementAndGet();
  }

  private static AsyncContext idle(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    BEGUN.incrementAndGet();
    return context;
  }

  private static void async(HttpServletRequest request) {
    AsyncContext context = idle(request);
    context.start(
        () -> {
          try {
            tick(context.getResponse().getOutputStream());
          } catch (IOException over) {
            context.complete();
          }
        });
  }

  private static void shortly(HttpServletRequest request) {
    AsyncContext context = idle(request);
    context.start(context::complete);
  }

  /** A dispatch that starts again, and waits. */
  private static void later(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext context = idle(request);
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      context.dispatch();
    } else {
      response.setHeader("Came-Back", "yes");
    }
  }
}
