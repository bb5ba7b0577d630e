package dev.latchkey.admin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Membership;
import dev.latchkey.admin.store.People;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.UserId;
import java.util.List;

/** The roles of some users, in the accounts that are there for whoever asks. */
record Roles(List<Membership> shown) {
  static Roles of(People people, Actor actor, List<UserRecord> users) {
    List<UserId> ids = users.stream().map(record -> record.user().id()).toList();
    return new Roles(
        people.memberships(ids).stream().filter(m -> actor.sees(m.account())).toList());
  }

  ArrayNode of(UserId user) {
    ArrayNode roles = Json.array();
    shown.stream()
        .filter(membership -> membership.user().equals(user))
        .forEach(
            membership ->
                roles
                    .addObject()
                    .put("account_id", membership.account().value())
                    .put("role", membership.role()));
    return roles;
  }
}
