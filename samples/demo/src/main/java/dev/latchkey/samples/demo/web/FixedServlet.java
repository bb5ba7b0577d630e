package dev.latchkey.samples.demo.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every GET with the same text: the page, and {@code /health}. */
public final class FixedServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final String contentType;
  private final String text;

  public FixedServlet(String contentType, String text) {
    this.contentType = contentType;
    this.text = text;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(contentType);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
