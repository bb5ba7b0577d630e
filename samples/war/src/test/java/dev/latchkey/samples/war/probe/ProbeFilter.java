package dev.latchkey.samples.war.probe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Marks what it sees: the request by an attribute that the sample tells, and the answer by a
 * header, which containers may drop before an error page.
 */
final class ProbeFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute("dev.latchkey.caller", "probe");
    response.setHeader("Probe", "seen");
    chain.doFilter(request, response);
  }
}
