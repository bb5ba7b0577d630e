package dev.latchkey.admin;

import dev.latchkey.admin.Upkeep.Task;
import dev.latchkey.admin.access.Clients;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.access.Tokens;
import dev.latchkey.admin.audit.Audit;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.browse.Keys;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.directory.Accounts;
import dev.latchkey.admin.directory.Plans;
import dev.latchkey.admin.directory.Users;
import dev.latchkey.admin.edit.Edit;
import dev.latchkey.admin.exchange.OAuth;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.introspect.Introspect;
import dev.latchkey.admin.issue.Issue;
import dev.latchkey.admin.legacy.EndLegacy;
import dev.latchkey.admin.legacy.ImportCall;
import dev.latchkey.admin.legacy.StillInUse;
import dev.latchkey.admin.membership.Members;
import dev.latchkey.admin.membership.Roles;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.mint.Minter;
import dev.latchkey.admin.mint.Minters;
import dev.latchkey.admin.mint.OpaqueMinter;
import dev.latchkey.admin.mint.PairMinter;
import dev.latchkey.admin.observe.WouldRefuse;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.propagate.Retirement;
import dev.latchkey.admin.recover.Recovery;
import dev.latchkey.admin.reveal.Copies;
import dev.latchkey.admin.reveal.KeepingMinter;
import dev.latchkey.admin.reveal.Reveal;
import dev.latchkey.admin.revoke.Delete;
import dev.latchkey.admin.revoke.Revoke;
import dev.latchkey.admin.revoke.RevokeToken;
import dev.latchkey.admin.rotate.EndSecret;
import dev.latchkey.admin.rotate.Rotate;
import dev.latchkey.admin.sign.Jwks;
import dev.latchkey.admin.sign.KeyRing;
import dev.latchkey.admin.sign.SignedMinter;
import dev.latchkey.admin.sign.Signing;
import dev.latchkey.admin.start.DeclaredRoles;
import dev.latchkey.admin.start.FirstStart;
import dev.latchkey.admin.start.StatedPlans;
import dev.latchkey.admin.start.StatedPromise;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.admin.store.jdbc.Durability;
import dev.latchkey.admin.store.jdbc.ExpiredRows;
import dev.latchkey.admin.store.jdbc.GuardRole;
import dev.latchkey.admin.store.jdbc.JdbcDirectory;
import dev.latchkey.admin.store.jdbc.JdbcJournal;
import dev.latchkey.admin.store.jdbc.JdbcKeyListing;
import dev.latchkey.admin.store.jdbc.JdbcLedger;
import dev.latchkey.admin.store.jdbc.JdbcLegacyListing;
import dev.latchkey.admin.store.jdbc.JdbcNodes;
import dev.latchkey.admin.store.jdbc.JdbcObservedListing;
import dev.latchkey.admin.store.jdbc.JdbcProposals;
import dev.latchkey.admin.store.jdbc.JdbcSigningKeys;
import dev.latchkey.admin.store.jdbc.JdbcUsageListing;
import dev.latchkey.admin.store.jdbc.Migrations;
import dev.latchkey.admin.store.jdbc.UsageRetention;
import dev.latchkey.admin.store.jdbc.UsageRollUp;
import dev.latchkey.admin.usage.KeyUsage;
import dev.latchkey.admin.usage.UsageLog;
import dev.latchkey.admin.watch.Pulse;
import dev.latchkey.admin.watch.Watch;
import dev.latchkey.guard.Guard;
import dev.latchkey.guard.Proven;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the admin servlet, put together. Safe for use by many threads. */
final class Admin implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Admin.class);

  private static final String CONTRACT = "/openapi.json";
  private static final String HEALTH = "/v1/health";

  /** The one call whose body may be large. */
  static final String IMPORT = "/v1/apikeys/import";

  /** The calls that need no database. */
  private static final Set<String> ANSWERED_UNPREPARED = Set.of(CONTRACT, HEALTH);

  private final AdminSettings settings;
  private final Database database;
  private final JdbcLedger ledger;
  private final Mint mint;
  private final Supplier<Optional<Guard>> guard;
  private final Preparation preparation = new Preparation(this::prepare);
  private final Pulse pulse;
  private final Upkeep upkeep;
  private final Routes routes;

  /**
   * Puts the rooms together; asks nothing of the database yet.
   *
   * @param guard the guard of the same app, if there is one
   */
  Admin(AdminSettings settings, TimeSource time, Supplier<Optional<Guard>> guard) {
    this.settings = settings;
    this.guard = guard;
    this.database = Database.open(settings.database(), "admin", settings.lease().callTimeout());
    this.ledger =
        new JdbcLedger(database, settings.chain(), time, () -> guard.get().ifPresent(Guard::ring));
    SecureRandom random = new SecureRandom();
    this.mint = new Mint(settings.format(), random);
    JdbcDirectory directory = new JdbcDirectory(database);
    JdbcNodes nodes = new JdbcNodes(database);
    Door door = new Door(directory);
    KeyView view = new KeyView(settings.format());
    Propagation propagation = new Propagation(nodes, time, settings.patience(), settings.lease());
    Retirement retirement = new Retirement(nodes, time);
    ExpiredRows spent = ExpiredRows.nonces(database);
    ExpiredRows full = ExpiredRows.buckets(database);
    UsageRollUp rollUp = new UsageRollUp(database);
    UsageRetention retention = new UsageRetention(database, time, settings.usageKept());
    JdbcObservedListing observed = new JdbcObservedListing(database);
    Recovery recovery = new Recovery(ledger, new JdbcProposals(database));
    this.pulse = new Pulse(directory, () -> Durability.forgets(database));
    this.upkeep =
        new Upkeep(
            List.of(
                new Task("prepare the database", preparation::attempt),
                new Task("look at the database", prepared(pulse::look)),
                new Task("look for nodes that vanished", prepared(retirement::review)),
                new Task("look for entries that were lost", prepared(recovery::run)),
                new Task("take away nonces that are over", prepared(spent::takeAway)),
                new Task("take away buckets that are full", prepared(full::takeAway)),
                new Task("add up how keys are used", prepared(rollUp::run)),
                new Task("take away usage that is over", prepared(retention::run)),
                new Task("take away what was observed long ago", prepared(observed::takeAway))),
            settings.lease().poll());
    KeyChange change = new KeyChange(door, ledger, view, propagation);
    Keys keys = new Keys(door, directory, new JdbcKeyListing(database), view, time);
    Users users = new Users(door, ledger, directory, directory, propagation);
    Optional<String> usualPlan = settings.plans().usual();
    Accounts accounts = new Accounts(door, ledger, directory, propagation, usualPlan);
    Members members = new Members(door, ledger, directory, propagation);
    Plans plans = new Plans(door, ledger, directory, propagation, settings.seals().isPresent());
    Audit audit = new Audit(door, new JdbcJournal(database), settings.chain());
    Watch watch = new Watch(door, nodes, time, this::trouble, this::concerns);
    JdbcSigningKeys signingKeys = new JdbcSigningKeys(database);
    KeyRing ring = new KeyRing(settings.seals(), settings.tokens().algorithm());
    Signing signing = new Signing(door, ledger, signingKeys, ring, propagation, time);
    Minters minters =
        new Minters()
            .add(KeyKind.OPAQUE, new OpaqueMinter(mint))
            .add(KeyKind.SIGNED, new SignedMinter(ring, settings.tokens()))
            .add(KeyKind.KEYPAIR, new PairMinter(settings.format(), random));
    Optional<Copies> copies = settings.seals().map(Copies::new);
    boolean keeps = settings.recoverable();
    Minter minter =
        copies.<Minter>map(kept -> new KeepingMinter(minters, kept, keeps)).orElse(minters);
    Issue issue =
        new Issue(door, ledger, mint, minter, settings.format(), view, propagation, random);
    Rotate rotate = new Rotate(door, ledger, minter, view, propagation, random, settings.overlap());
    JdbcUsageListing used = new JdbcUsageListing(database);
    UsageLog usage = new UsageLog(door, used, time);
    Tokens tokens = this::prove;
    Introspect introspect = new Introspect(new Clients(door, tokens), tokens);
    this.routes =
        new Routes()
            .add("GET", CONTRACT, watch::contract)
            .add("GET", HEALTH, watch::health)
            .add("GET", "/v1/nodes", watch::nodes)
            .add("GET", "/v1/observed", new WouldRefuse(door, observed))
            .add("GET", "/.well-known/jwks.json", new Jwks(signingKeys, time))
            .add("GET", "/v1/signing-keys", signing::list)
            .add("POST", "/v1/signing-keys/rotate", signing::rotate)
            .add("DELETE", "/v1/signing-keys/{kid}", signing::withdraw)
            .add("GET", "/v1/apikeys", keys::ofAccount)
            .add("GET", "/v1/apikeys/self", keys::self)
            .add(
                "POST",
                IMPORT,
                new ImportCall(
                    door, ledger, mint, settings.format(), settings.legacySeparator(), propagation))
            .add(
                "GET",
                "/v1/apikeys/legacy",
                new StillInUse(door, new JdbcLegacyListing(database), time))
            .add("POST", "/v1/apikeys/legacy/end", new EndLegacy(door, ledger, propagation))
            .add("POST", "/v1/users/{user_id}/apikeys", issue)
            .add("GET", "/v1/users/{user_id}/apikeys", keys::ofUser)
            .add("GET", "/v1/users/{user_id}/apikeys/{key_id}", keys::one)
            .add("PATCH", "/v1/users/{user_id}/apikeys/{key_id}", new Edit(change))
            .add(
                "DELETE",
                "/v1/users/{user_id}/apikeys/{key_id}",
                new Delete(door, ledger, propagation))
            .add("POST", "/v1/users/{user_id}/apikeys/{key_id}/rotate", rotate)
            .add(
                "DELETE", "/v1/users/{user_id}/apikeys/{key_id}/secrets/{n}", new EndSecret(change))
            .add("POST", "/v1/users/{user_id}/apikeys/{key_id}/revoke", new Revoke(change))
            .add(
                "POST",
                "/v1/users/{user_id}/apikeys/{key_id}/reveal",
                new Reveal(door, ledger, copies, keeps))
            .add(
                "GET",
                "/v1/users/{user_id}/apikeys/{key_id}/usage",
                new KeyUsage(door, directory, used, time, settings.usageWithin()))
            .add("GET", "/v1/usage", usage::page)
            .add("GET", "/v1/usage/unproven", usage::unproven)
            .add("GET", "/v1/users", users::page)
            .add("GET", "/v1/users/{user_id}", users::one)
            .add("PUT", "/v1/users/{user_id}", users::put)
            .add("PATCH", "/v1/users/{user_id}", users::patch)
            .add("GET", "/v1/accounts/{account_id}", accounts::one)
            .add("PUT", "/v1/accounts/{account_id}", accounts::put)
            .add("PATCH", "/v1/accounts/{account_id}", accounts::patch)
            .add("GET", "/v1/accounts/{account_id}/members", members::page)
            .add("PUT", "/v1/accounts/{account_id}/members/{user_id}", members::put)
            .add("DELETE", "/v1/accounts/{account_id}/members/{user_id}", members::delete)
            .add("GET", "/v1/roles", new Roles(door, directory))
            .add("GET", "/v1/plans", plans::list)
            .add("GET", "/v1/plans/{plan}", plans::one)
            .add("PUT", "/v1/plans/{plan}", plans::put)
            .add("DELETE", "/v1/plans/{plan}", plans::delete)
            .add("GET", "/v1/audit", audit::page)
            .add("GET", "/v1/audit/verify", audit::verify)
            .add("POST", "/v1/introspect", new OAuth(introspect))
            .add("POST", "/v1/revoke", new OAuth(new RevokeToken(tokens, ledger, propagation)));
  }

  /**
   * Brings the schema up to date, and makes the first key on an empty store.
   *
   * @throws StoreException when the database is away; it is tried again after {@link #goOn}
   */
  void start() {
    preparation.attempt();
  }

  /** Starts what an admin servlet does by itself: to prepare the database, too, if need be. */
  void goOn() {
    upkeep.start();
  }

  /** Answers a call, whatever happens. */
  Reply answer(Request request) {
    try {
      if (!ANSWERED_UNPREPARED.contains(request.path()) && !isPrepared()) {
        return unavailable();
      }
      return routes.answer(request);
    } catch (Problem problem) {
      return Reply.of(problem);
    } catch (StoreException e) {
      log.warn(
          "latchkey could not answer {} {}: {}", request.method(), request.path(), e.getMessage());
      return unavailable();
    } catch (RuntimeException e) {
      log.error("latchkey failed at {} {}", request.method(), request.path(), e);
      return unavailable();
    }
  }

  @Override
  public void close() {
    upkeep.close();
    database.close();
  }

  private void prepare() {
    Durability.require(database);
    new Migrations(database).apply();
    settings.guardRole().ifPresent(role -> GuardRole.grant(database, role));
    Promise promise = Promise.of(settings.lease());
    new FirstStart(
            ledger,
            mint,
            settings.format(),
            settings.bootstrapFile(),
            settings.bootstrapKey(),
            promise)
        .run();
    new StatedPromise(ledger).require(promise);
    new StatedPlans(ledger).state(settings.plans());
    new DeclaredRoles(ledger).state(settings.acting().roles());
    pulse.look();
  }

  /** Why not, upkeep writes into the log, once; a call could be anybody's. */
  private boolean isPrepared() {
    try {
      return preparation.attempt();
    } catch (RuntimeException e) {
      log.debug("latchkey could not prepare the database", e);
      return false;
    }
  }

  /** What makes no sense on a database that is not prepared. */
  private Runnable prepared(Runnable work) {
    return () -> {
      if (preparation.isDone()) {
        work.run();
      }
    };
  }

  private Optional<Proven> prove(String token, Optional<String> address) {
    return guard
        .get()
        .orElseThrow(() -> new StoreException("this app has no guard to ask about tokens"))
        .prove(token, address);
  }

  /** In an app without a guard, what the key API itself finds is all there is to say. */
  private Optional<String> trouble() {
    Optional<Guard> here = guard.get();
    return here.flatMap(Guard::trouble)
        .or(() -> preparation.lack().map("the key API "::concat))
        .or(() -> here.isPresent() ? Optional.empty() : pulse.failure());
  }

  private List<String> concerns() {
    return Stream.of(guard.get().flatMap(Guard::concern), pulse.concern())
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Reply unavailable() {
    return Reply.of(
        Problem.of(Kind.UNAVAILABLE, "nothing can be said or changed right now")
            .with("Retry-After", "2"));
  }
}
