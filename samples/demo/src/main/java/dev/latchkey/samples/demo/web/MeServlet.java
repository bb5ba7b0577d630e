package dev.latchkey.samples.demo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;

/** {@code GET /v1/me}: who am I? */
public final class MeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Customer me = Customer.of(request);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("account", me.account());
    data.put("user", me.user().orElse(null));
    data.put("key", me.key());
    ArrayNode scopes = data.putArray("scopes");
    me.scopes().forEach(scopes::add);
    data.put("expires_at", me.keyEnds().map(Instant::toString).orElse(null));
    Answer.data(data).send(response);
  }
}
