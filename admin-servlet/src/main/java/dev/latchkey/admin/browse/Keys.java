package dev.latchkey.admin.browse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Cursor;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.KeyListing;
import dev.latchkey.admin.store.KeyQuery;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads keys: one, the caller's own, a page of a user's or of a whole account's. */
public final class Keys {
  private static final Set<String> PAGE_QUERY =
      Set.of(
          "status",
          "environment",
          "label",
          "q",
          "never_used",
          "unused_since",
          "sort",
          "limit",
          "cursor");

  private static final Set<String> ACCOUNT_QUERY =
      Stream.concat(PAGE_QUERY.stream(), Stream.of("account")).collect(Collectors.toSet());

  private final Door door;
  private final Directory directory;
  private final KeyListing listing;
  private final KeyView view;
  private final TimeSource time;

  public Keys(Door door, Directory directory, KeyListing listing, KeyView view, TimeSource time) {
    this.door = door;
    this.directory = directory;
    this.listing = listing;
    this.view = view;
    this.time = time;
  }

  /** {@code GET /v1/users/{user_id}/apikeys/{key_id}}. */
  public Reply one(Request request) {
    Actor actor = door.actor(request, Door.KEYS_READ);
    request.allowQuery(Set.of());
    KeyRecord record = Door.key(directory, actor, request);
    return Reply.data(view.of(record, now())).with("ETag", KeyView.entityTag(record));
  }

  /** {@code GET /v1/users/{user_id}/apikeys}. */
  public Reply ofUser(Request request) {
    Actor actor = door.actor(request, Door.KEYS_READ);
    UserRecord owner = Door.user(directory, actor, request);
    request.allowQuery(PAGE_QUERY);
    return page(request, actor, owner.user().account(), Optional.of(owner.user().id()));
  }

  /** {@code GET /v1/apikeys}. */
  public Reply ofAccount(Request request) {
    Actor actor = door.actor(request, Door.KEYS_READ);
    request.allowQuery(ACCOUNT_QUERY);
    AccountId account = actor.account(request.query("account", AccountId::new));
    return page(request, actor, account, Optional.empty());
  }

  /** {@code GET /v1/apikeys/self}: no scope needed, everybody may know themselves. */
  public Reply self(Request request) {
    Actor actor = door.actor(request);
    request.allowQuery(Set.of());
    KeyRecord record =
        actor
            .key()
            .flatMap(directory::key)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "your key is not kept here: it was deleted just now, or is a token of a"
                            + " trusted issuer; or you are signed in, without a key"));
    ObjectNode own = view.of(record, now());
    ArrayNode effective = own.putArray("effective_scopes");
    effective(actor, record).forEach(scope -> effective.add(scope.toString()));
    return Reply.data(own);
  }

  /** What the key holds and its owner holds too; where the owner holds less, the owner's part. */
  private Stream<Scope> effective(Actor actor, KeyRecord record) {
    return Stream.concat(record.key().scopes().all().stream(), actor.reach().own().all().stream())
        .distinct()
        .filter(scope -> actor.holdsIn(actor.account(), scope));
  }

  private Reply page(Request request, Actor actor, AccountId account, Optional<UserId> wanted) {
    boolean narrow = Plan.of(directory, account).hidesOthers(actor.operator());
    Optional<UserId> owner = narrow ? actor.user() : wanted;
    boolean nothing =
        narrow && (owner.isEmpty() || !wanted.orElse(owner.get()).equals(owner.get()));
    String sort = request.query("sort", Keys::known).orElse("-created_at");
    KeyQuery query =
        new KeyQuery(
            account,
            owner,
            request.query("status", Keys::status),
            request.query("environment", Keys::environment),
            request.query("label", 64),
            request.query("q", 128),
            request.query("never_used", Keys::flag),
            request.query("unused_since", Times::instant),
            now(),
            KeyQuery.Sort.valueOf(sort.replace("-", "").toUpperCase(Locale.ROOT)),
            sort.startsWith("-"),
            request.pageSize(),
            request.query("cursor", text -> Cursors.read(sort, text)));
    KeyListing.Page found = nothing ? KeyListing.Page.EMPTY : listing.list(query);
    ArrayNode page = Json.array();
    found.keys().forEach(record -> page.add(view.of(record, query.now())));
    Optional<Cursor> next = found.next();
    return Reply.page(page, next.map(cursor -> Cursors.print(sort, cursor)));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  private static KeyStatus status(String text) {
    return Stream.of(KeyStatus.values())
        .filter(status -> status.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("is active, scheduled, disabled, expired or revoked"));
  }

  private static String environment(String text) {
    if (!text.matches("[a-z0-9]{1,16}")) {
      throw new IllegalArgumentException("is a word of 1 to 16 characters of a-z 0-9");
    }
    return text;
  }

  private static String known(String sort) {
    String column = sort.startsWith("-") ? sort.substring(1) : sort;
    if (!Set.of("created_at", "name", "expires_at", "last_used_at").contains(column)) {
      throw new IllegalArgumentException(
          "is created_at, name, expires_at or last_used_at, with a - before it for the other way"
              + " round");
    }
    return sort;
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false");
    };
  }
}
