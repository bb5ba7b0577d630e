package dev.latchkey.admin.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.Journal;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/audit}: who did what to which key, and whether anybody has tampered with that. */
public final class Audit {
  private static final Set<String> QUERY =
      Set.of("key", "user", "actor", "action", "since", "until", "account", "limit", "cursor");

  private final Door door;
  private final Journal journal;
  private final Chain chain;

  public Audit(Door door, Journal journal, Chain chain) {
    this.door = door;
    this.journal = journal;
    this.chain = chain;
  }

  /** {@code GET /v1/audit}: newest first. */
  public Reply page(Request request) {
    Actor actor = door.actor(request, Door.AUDIT_READ);
    request.allowQuery(QUERY);
    int limit = request.pageSize();
    Journal.Filter filter =
        new Journal.Filter(
            account(actor, request),
            request.query(
                "key", text -> new Target(Target.KEY, KeyId.parse(text).value()).toString()),
            request.query("user", UserId::new),
            request.query("actor", 255),
            request.query("action", Audit::action),
            request.query("since", Times::instant),
            request.query("until", Times::instant),
            request.query("cursor", Audit::number),
            limit + 1);
    List<Entry> found = journal.find(filter);
    List<Entry> page = found.subList(0, Math.min(limit, found.size()));
    ArrayNode views = Json.array();
    page.forEach(entry -> views.add(view(entry)));
    boolean more = found.size() > limit;
    return Reply.page(
        views,
        more ? Optional.of(Long.toString(page.get(page.size() - 1).number())) : Optional.empty());
  }

  /** {@code GET /v1/audit/verify}: walks the whole chain. */
  public Reply verify(Request request) {
    Actor actor = door.actor(request, Door.AUDIT_READ);
    actor.requireOperator();
    request.allowQuery(Set.of());
    ChainCheck check = ChainCheck.of(journal, chain);
    ObjectNode view = Json.object();
    view.put("entries", check.entries());
    view.putObject("head").put("number", check.head().number()).put("hash", check.head().hash());
    view.put("intact", check.brokenAt().isEmpty());
    check
        .brokenAt()
        .ifPresentOrElse(n -> view.put("broken_at", n), () -> view.putNull("broken_at"));
    view.put("keyed", chain.isKeyed());
    return Reply.data(view);
  }

  /** A tenant reads one account's entries, its own as a rule; operators read all, or one's. */
  private static Optional<AccountId> account(Actor actor, Request request) {
    Optional<AccountId> asked = request.query("account", AccountId::new);
    return actor.operator() ? asked : Optional.of(actor.account(asked));
  }

  private static String action(String text) {
    if (!text.matches("[a-z][a-z0-9_.-]{0,63}")) {
      throw new IllegalArgumentException("is a word like key.revoke");
    }
    return text;
  }

  private static Long number(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("is not a cursor of this list");
    }
    return Long.valueOf(text);
  }

  private static ObjectNode view(Entry entry) {
    ObjectNode view = Json.object();
    view.put("number", entry.number());
    Json.put(view, "at", Optional.of(entry.at()));
    view.put("actor", entry.actor());
    view.put("action", entry.action());
    view.put("account_id", entry.account());
    view.put("target", shown(entry.target()));
    view.set("detail", Json.own(entry.detail()));
    view.put("hash", entry.hash());
    return view;
  }

  /** Ids as the rest of the API shows them. */
  private static String shown(Target target) {
    if (target.kind().equals(Target.KEY)) {
      return "key_" + target.id();
    }
    return target.id().isEmpty() ? target.kind() : target.id();
  }
}
