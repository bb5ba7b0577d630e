package dev.latchkey.admin.membership;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Role;
import java.util.Set;

/**
 * {@code GET /v1/roles}: the roles that the settings declare. No scope needed: they are no secret.
 */
public final class Roles implements Handler {
  private final Door door;
  private final Directory directory;

  public Roles(Door door, Directory directory) {
    this.door = door;
    this.directory = directory;
  }

  @Override
  public Reply handle(Request request) {
    door.actor(request);
    request.allowQuery(Set.of());
    ArrayNode roles = Json.array();
    directory.people().roles().forEach(role -> roles.add(view(role)));
    return Reply.data(roles);
  }

  private static ObjectNode view(Role role) {
    ObjectNode view = Json.object();
    view.put("name", role.name());
    ArrayNode scopes = view.putArray("scopes");
    role.scopes().all().forEach(scope -> scopes.add(scope.toString()));
    view.put("single", role.single());
    return view;
  }
}
