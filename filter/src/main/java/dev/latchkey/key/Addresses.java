package dev.latchkey.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Reads literal IP addresses, in every form in which containers report them, without a resolver.
 */
public final class Addresses {
  private static final int LONGEST = 64;

  private Addresses() {}

  /**
   * The address that {@code text} spells: four decimal parts, or an IPv6 form, in brackets or with
   * a zone or without. An IPv4-mapped IPv6 address is the IPv4 address. Empty for anything else.
   */
  public static Optional<InetAddress> parse(String text) {
    String bare = withoutZone(withoutBrackets(text));
    if (bare.length() > LONGEST || !(isIpv4(bare) || mayBeIpv6(bare))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(bare));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static String withoutBrackets(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.indexOf(':') > 0;
    return bracketed ? text.substring(1, text.length() - 1) : text;
  }

  private static String withoutZone(String text) {
    int colon = text.indexOf(':');
    int zone = text.indexOf('%');
    return colon >= 0 && zone > colon ? text.substring(0, zone) : text;
  }

  /** Four parts of 0 to 255, none with a leading zero: the JDK also takes {@code 10.1}. */
  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /**
   * Hexadecimal digits and colons, and at the end perhaps an IPv4 address. Such a text the JDK
   * takes for a literal or refuses; one that starts with a dot it would ask a name server for.
   */
  private static boolean mayBeIpv6(String text) {
    int tail = text.lastIndexOf(':') + 1;
    return tail > 0
        && isHex(text.substring(0, tail))
        && (isHex(text.substring(tail)) || isIpv4(text.substring(tail)));
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c == ':' || (c < 128 && Character.digit(c, 16) >= 0));
  }

  static String print(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }
}
