package dev.latchkey.admin.simulation;

import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Keepsakes;
import dev.latchkey.admin.store.KeptAnswer;
import dev.latchkey.admin.store.KeyCount;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LegacySecret;
import dev.latchkey.admin.store.PeopleFacts;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Entry;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The facts within one simulated change. */
final class DraftFacts implements Facts {
  private final State draft;
  private final String actor;
  private final Instant now;
  private final SimulatedDatabase database;

  DraftFacts(State draft, String actor, long nowMillis, SimulatedDatabase database) {
    this.draft = draft;
    this.actor = actor;
    this.now = Instant.ofEpochMilli(nowMillis);
    this.database = database;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Optional<KeyRecord> key(KeyId id) {
    return Optional.ofNullable(draft.keys.get(id.value()));
  }

  @Override
  public Optional<UserRecord> user(UserId id) {
    return Optional.ofNullable(draft.users.get(id.value()));
  }

  @Override
  public Optional<AccountRecord> account(AccountId id) {
    return Optional.ofNullable(draft.accounts.get(id.value()));
  }

  /** Nobody has a role here. */
  @Override
  public PeopleFacts people() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<PlanRecord> plan(String name) {
    return Optional.empty();
  }

  @Override
  public List<PlanRecord> plans() {
    return List.of();
  }

  @Override
  public void put(PlanRecord plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deletePlan(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isTaken(String plan) {
    return false;
  }

  @Override
  public KeyCount countKeys(AccountId account, UserId owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Installation> installation() {
    return Optional.of(draft.installation);
  }

  @Override
  public boolean has(PublicHalf half) {
    return draft.keys.values().stream()
        .flatMap(key -> key.secrets().stream())
        .anyMatch(secret -> secret.record().proof().equals(new Proof.OfKeyPair(half)));
  }

  @Override
  public void put(KeyRecord key) {
    draft.keys.put(key.id().value(), key);
  }

  @Override
  public void put(UserRecord user) {
    draft.users.put(user.user().id().value(), user);
  }

  @Override
  public void put(AccountRecord account) {
    draft.accounts.put(account.account().id().value(), account);
  }

  @Override
  public void delete(KeyId key) {
    draft.keys.remove(key.value());
  }

  @Override
  public boolean close(Entry proposal) {
    State.Proposal open = draft.proposals.get(proposal.hash());
    boolean isOpen = open != null && !open.done();
    if (isOpen) {
      draft.proposals.put(proposal.hash(), new State.Proposal(proposal, true));
    }
    return isOpen;
  }

  @Override
  public void doubtNodes() {
    draft.doubtedAt = database.wallMillis();
  }

  @Override
  public long note(Deed deed) {
    return draft.note(actor, now.toEpochMilli(), deed);
  }

  @Override
  public void put(Promise promise) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(Installation installation, TagKey tagKey, String tagKeyHex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SigningKey> signingKeys() {
    return List.of();
  }

  @Override
  public void put(SigningKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TagKeys tagKeys() {
    return TagKeys.NONE;
  }

  @Override
  public Keepsakes keepsakes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<KeptAnswer> answer(String id) {
    return Optional.empty();
  }

  @Override
  public void put(KeptAnswer answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dropAnswers(Duration sealed, Duration kept) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LegacySecret> legacy(Collection<String> selectors) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void add(List<KeyRecord> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long legacyBeyond(AccountId account, Instant end) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void endLegacy(AccountId account, Instant end) {
    throw new UnsupportedOperationException();
  }
}
