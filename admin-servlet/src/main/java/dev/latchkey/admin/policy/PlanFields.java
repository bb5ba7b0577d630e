package dev.latchkey.admin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.policy.Plan.Hand;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Rates;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The terms of a plan as JSON: in the API, in the store, and made of settings. */
public final class PlanFields {
  private static final int MOST_KEYS = 1_000_000_000;
  private static final int MOST_OPTIONS = 20;

  private PlanFields() {}

  /** What is missing is as without a plan; what is wrong is noted in {@code fields}. */
  public static Plan read(Fields fields) {
    Plan none = Plan.NONE;
    Plan plan =
        new Plan(
            fields.flag("api_access").orElse(none.apiAccess()),
            number(fields, "keys_per_owner"),
            number(fields, "keys_per_account"),
            fields
                .list("kinds", 1, none.kinds().size(), 16, PlanFields::kind)
                .filter(kinds -> !kinds.isEmpty())
                .orElse(none.kinds()),
            expiry(fields),
            fields.isNull("recoverable") ? Optional.empty() : fields.flag("recoverable"),
            fields.as("seen_by", PlanFields::hand).orElse(none.seenBy()),
            fields.as("managed_by", PlanFields::hand).orElse(none.managedBy()),
            fields.flag("name_editable").orElse(none.nameEditable()),
            fields.flag("expired_editable").orElse(none.expiredEditable()),
            duration(fields, "overlap"),
            duration(fields, "secret_age"),
            KeyFields.rates(fields, "key_rate").orElse(none.keyRates()),
            KeyFields.rates(fields, "account_rate").orElse(none.accountRates()));
    if (plan.secretAge().filter(Duration::isZero).isPresent()) {
      fields.refuse("secret_age", "is longer than nothing");
    }
    return plan;
  }

  public static ObjectNode print(Plan plan) {
    ObjectNode terms = Json.object();
    terms.put("api_access", plan.apiAccess());
    put(terms, "keys_per_owner", plan.perOwner().map(IntNode::valueOf));
    put(terms, "keys_per_account", plan.perAccount().map(IntNode::valueOf));
    ArrayNode kinds = terms.putArray("kinds");
    plan.kinds().forEach(kind -> kinds.add(kind.word()));
    terms.put("expiry_required", plan.expiry().required());
    ArrayNode options = terms.putArray("expiry_options");
    plan.expiry().options().forEach(option -> options.add(Expiry.print(option)));
    put(terms, "longest_expiry", text(plan.expiry().longest()));
    put(terms, "recoverable", plan.recoverable().map(BooleanNode::valueOf));
    terms.put("seen_by", word(plan.seenBy()));
    terms.put("managed_by", word(plan.managedBy()));
    terms.put("name_editable", plan.nameEditable());
    terms.put("expired_editable", plan.expiredEditable());
    put(terms, "overlap", text(plan.overlap()));
    put(terms, "secret_age", text(plan.secretAge()));
    put(terms, "key_rate", plan.keyRates());
    put(terms, "account_rate", plan.accountRates());
    return terms;
  }

  private static void put(ObjectNode terms, String name, Optional<? extends JsonNode> value) {
    terms.set(name, value.isPresent() ? value.get() : NullNode.getInstance());
  }

  private static void put(ObjectNode terms, String name, Rates rates) {
    ArrayNode texts = terms.putArray(name);
    rates.all().forEach(rate -> texts.add(rate.toString()));
  }

  private static Optional<TextNode> text(Optional<Duration> duration) {
    return duration.map(Expiry::print).map(TextNode::valueOf);
  }

  private static Optional<Integer> number(Fields fields, String name) {
    return fields.isNull(name) ? Optional.empty() : fields.number(name, 0, MOST_KEYS);
  }

  private static Optional<Duration> duration(Fields fields, String name) {
    return fields.isNull(name) ? Optional.empty() : fields.duration(name);
  }

  private static Expiry expiry(Fields fields) {
    boolean required = fields.flag("expiry_required").orElse(false);
    Optional<Duration> longest = duration(fields, "longest_expiry");
    List<Duration> options =
        fields.list("expiry_options", 0, MOST_OPTIONS, 32, Times::duration).orElse(List.of());
    try {
      return new Expiry(required, options, longest);
    } catch (IllegalArgumentException e) {
      fields.refuse("longest_expiry", String.valueOf(e.getMessage()));
      return Expiry.FREE;
    }
  }

  private static KeyKind kind(String word) {
    return KeyKind.of(word)
        .filter(Plan.NONE.kinds()::contains)
        .orElseThrow(() -> new IllegalArgumentException("is opaque, signed or keypair"));
  }

  private static Hand hand(String word) {
    return switch (word) {
      case "account" -> Hand.ACCOUNT;
      case "owner" -> Hand.OWNER;
      default -> throw new IllegalArgumentException("is account or owner");
    };
  }

  private static String word(Hand hand) {
    return hand.name().toLowerCase(Locale.ROOT);
  }
}
