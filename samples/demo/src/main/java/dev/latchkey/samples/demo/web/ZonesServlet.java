package dev.latchkey.samples.demo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.samples.demo.dns.DnsRecord;
import dev.latchkey.samples.demo.dns.Refused;
import dev.latchkey.samples.demo.dns.Zone;
import dev.latchkey.samples.demo.dns.Zones;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code /v1/zones} and all below it. What a key may do here is in {@code WEB-INF/routes}. */
public final class ZonesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PATH = "/v1/zones";
  private static final Set<String> RECORD = Set.of("name", "type", "ttl", "value");
  private static final int USUAL_TTL = 3600;

  /** A request, with whatever its path names; empty where that is nothing. */
  private record Call(HttpServletRequest request, String account, String zone, String id) {}

  @FunctionalInterface
  private interface Handler {
    Answer answer(Call call) throws IOException;
  }

  private final transient Zones zones;

  public ZonesServlet(Zones zones) {
    this.zones = zones;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer answer;
    try {
      answer = answer(request);
    } catch (Refused refused) {
      answer = Answer.of(refused);
    }
    answer.send(response);
  }

  private Answer answer(HttpServletRequest request) throws IOException {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    String[] path = info.split("/", -1);
    Map<String, Handler> methods = methods(path);
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Handler handler = methods.get(method);
    if (handler == null) {
      return Answer.methodNotAllowed(allowed(methods));
    }
    String zone = path.length > 1 ? path[1] : "";
    String id = path.length > 3 ? path[3] : "";
    return handler.answer(new Call(request, Customer.of(request).account(), zone, id));
  }

  private Map<String, Handler> methods(String[] path) {
    boolean records = path.length > 2 && path[2].equals("records");
    if (path.length == 1) {
      return Map.of("GET", this::list, "POST", this::create);
    } else if (path.length == 2) {
      return Map.of("GET", this::zone, "DELETE", this::delete);
    } else if (records && path.length == 3) {
      return Map.of("GET", this::records, "POST", this::add);
    } else if (records && path.length == 4) {
      return Map.of("GET", this::record, "PUT", this::replace, "DELETE", this::remove);
    }
    throw Refused.notFound("there is nothing of this name");
  }

  private static String allowed(Map<String, Handler> methods) {
    Set<String> allowed = new TreeSet<>(methods.keySet());
    allowed.add("HEAD");
    return String.join(", ", allowed);
  }

  private Answer list(Call call) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    zones.list(call.account()).forEach(zone -> list.add(view(zone)));
    return Answer.data(list);
  }

  private Answer create(Call call) throws IOException {
    String name = Fields.of(call.request(), Set.of("name")).text("name");
    Zone zone = zones.create(call.account(), name);
    return Answer.created(PATH + '/' + name, view(zone));
  }

  private Answer zone(Call call) {
    return Answer.data(view(zones.zone(call.account(), call.zone())));
  }

  private Answer delete(Call call) {
    zones.delete(call.account(), call.zone());
    return Answer.gone();
  }

  private Answer records(Call call) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Zone zone = zones.zone(call.account(), call.zone());
    zone.records().forEach(record -> list.add(view(record)));
    return Answer.data(list);
  }

  private Answer add(Call call) throws IOException {
    DnsRecord record = read(zones.newId(), call);
    zones.add(call.account(), call.zone(), record);
    String location = PATH + '/' + call.zone() + "/records/" + record.id();
    return Answer.created(location, view(record));
  }

  private Answer record(Call call) {
    return Answer.data(view(zones.zone(call.account(), call.zone()).record(call.id())));
  }

  private Answer replace(Call call) throws IOException {
    DnsRecord record = read(call.id(), call);
    zones.replace(call.account(), call.zone(), record);
    return Answer.data(view(record));
  }

  private Answer remove(Call call) {
    zones.remove(call.account(), call.zone(), call.id());
    return Answer.gone();
  }

  private static DnsRecord read(String id, Call call) throws IOException {
    Fields fields = Fields.of(call.request(), RECORD);
    return new DnsRecord(
        id,
        fields.text("name"),
        fields.type("type"),
        fields.number("ttl", USUAL_TTL),
        fields.text("value"));
  }

  private static JsonNode view(Zone zone) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", zone.name())
        .put("records", zone.records().size());
  }

  private static JsonNode view(DnsRecord record) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", record.id())
        .put("name", record.name())
        .put("type", record.type().name())
        .put("ttl", record.ttl())
        .put("value", record.value());
  }
}
