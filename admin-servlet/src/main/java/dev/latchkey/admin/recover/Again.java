package dev.latchkey.admin.recover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import java.util.List;
import java.util.Optional;

/** Takes away again what a lost entry took away. A deleted key comes back revoked, not working. */
final class Again {
  private Again() {}

  /** False when there was nothing to take away, or it is away. */
  static boolean write(Facts facts, Entry lost) {
    return switch (lost.action()) {
      case "key.revoke", "key.delete" ->
          key(facts, lost).map(k -> revoke(facts, k, lost)).orElse(false);
      case "key.end-secret" -> key(facts, lost).map(k -> endSecret(facts, k, lost)).orElse(false);
      case "key.change" ->
          says(lost, "enabled") && key(facts, lost).map(k -> disable(facts, k, lost)).orElse(false);
      case "user.change" -> says(lost, "enabled") && disableUser(facts, lost);
      case "account.change" -> says(lost, "api_access") && closeAccount(facts, lost);
      default -> false;
    };
  }

  private static boolean revoke(Facts facts, KeyRecord key, Entry lost) {
    if (key.key().revocation().isPresent()) {
      return false;
    }
    String reason = detail(lost).path("reason").asText("");
    Revocation revocation = new Revocation(lost.at(), lost.actor(), reason);
    KeyChange.write(
        facts,
        key.with(key.key().revoked(revocation)),
        "key.revoke",
        again(lost).put("reason", reason));
    return true;
  }

  private static boolean disable(Facts facts, KeyRecord key, Entry lost) {
    ApiKey old = key.key();
    if (!old.enabled()) {
      return false;
    }
    KeyChange.write(
        facts, key.with(old.disabled()), "key.change", again(lost).put("enabled", "false"));
    return true;
  }

  /** A secret that was made since under the same number is another one. */
  private static boolean endSecret(Facts facts, KeyRecord key, Entry lost) {
    int ordinal = detail(lost).path("secret").asInt();
    List<StoredSecret> ended =
        key.secrets().stream()
            .map(s -> isMeant(s, ordinal, lost) ? s.endingBy(facts.now()) : s)
            .toList();
    if (ended.equals(key.secrets())) {
      return false;
    }
    KeyChange.write(
        facts, key.withSecrets(ended), "key.end-secret", again(lost).put("secret", ordinal));
    return true;
  }

  private static boolean isMeant(StoredSecret secret, int ordinal, Entry lost) {
    return secret.record().ordinal() == ordinal && !secret.record().createdAt().isAfter(lost.at());
  }

  private static boolean disableUser(Facts facts, Entry lost) {
    Optional<UserRecord> found =
        facts.user(new UserId(lost.target().id())).filter(record -> record.user().enabled());
    found.ifPresent(
        record -> {
          User old = record.user();
          User changed = new User(old.id(), old.account(), old.name(), old.scopes(), false);
          facts.put(new UserRecord(changed, record.createdAt()));
          note(facts, lost, old.account(), again(lost).put("enabled", false));
        });
    return found.isPresent();
  }

  private static boolean closeAccount(Facts facts, Entry lost) {
    Optional<AccountRecord> found =
        facts
            .account(new AccountId(lost.target().id()))
            .filter(record -> record.account().apiAccess());
    found.ifPresent(
        record -> {
          Account old = record.account();
          facts.put(
              new AccountRecord(new Account(old.id(), old.name(), false), record.createdAt()));
          note(facts, lost, old.id(), again(lost).put("api_access", false));
        });
    return found.isPresent();
  }

  private static void note(Facts facts, Entry lost, AccountId account, ObjectNode detail) {
    facts.note(new Deed(lost.action(), account, lost.target(), Json.print(detail)));
  }

  private static Optional<KeyRecord> key(Facts facts, Entry lost) {
    return lost.target().kind().equals(Target.KEY)
        ? facts.key(new KeyId(lost.target().id()))
        : Optional.empty();
  }

  /** Whether the lost entry switched {@code field} off; keys say it as text, others as a flag. */
  private static boolean says(Entry lost, String field) {
    return detail(lost).path(field).asText("").equals("false");
  }

  private static ObjectNode again(Entry lost) {
    return Json.object().put("lost_entry", lost.number());
  }

  private static JsonNode detail(Entry lost) {
    return Json.own(lost.detail());
  }
}
