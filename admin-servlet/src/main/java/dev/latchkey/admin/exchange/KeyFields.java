package dev.latchkey.admin.exchange;

import dev.latchkey.key.Network;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Rate;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import java.util.List;
import java.util.Optional;

/** The fields that both a new key and a change of one have: read alike, bounded alike. */
public final class KeyFields {
  private KeyFields() {}

  public static Optional<Scopes> scopes(Fields fields) {
    return fields.list("scopes", 1, 64, 255, Scope::parse).map(Scopes::new);
  }

  /** Whether the key holds whatever its owner holds: then it has no scopes of its own. */
  public static Optional<Boolean> ownerScopes(Fields fields) {
    Optional<Boolean> flag = fields.flag("owner_scopes");
    if (flag.orElse(false) && fields.has("scopes")) {
      fields.refuse("owner_scopes", "stands beside scopes; give one of the two");
    }
    return flag;
  }

  public static Optional<List<String>> labels(Fields fields) {
    return fields.list("labels", 0, 16, 64, label -> label);
  }

  /** A JSON object, kept as it came. */
  public static Optional<String> metadata(Fields fields) {
    return fields.object("metadata", 4096);
  }

  public static Optional<Networks> networks(Fields fields) {
    return fields.list("allowed_ips", 0, 64, 49, KeyFields::network).map(Networks::new);
  }

  /** Rates like {@code 100/PT1M}; none is no bound. */
  public static Optional<Rates> rates(Fields fields) {
    return rates(fields, "rate");
  }

  /** The same under another name. */
  public static Optional<Rates> rates(Fields fields, String name) {
    return fields.list(name, 0, Rates.MOST, 32, Rate::parse).map(Rates::new);
  }

  /** Bare: containers report addresses with brackets and zones, but a range has neither. */
  private static Network network(String text) {
    if (text.indexOf('[') >= 0 || text.indexOf('%') >= 0) {
      throw new IllegalArgumentException(
          "not an address or CIDR range, like 192.0.2.0/24 or 2001:db8::/32");
    }
    return Network.parse(text);
  }
}
