package dev.latchkey.samples.demo.dns;

import java.util.regex.Pattern;

/** How names and addresses are written, in lower case: one thing has one spelling. */
final class Syntax {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern HOST = Pattern.compile("(" + LABEL + "\\.){1,10}" + LABEL);
  private static final Pattern OWNER =
      Pattern.compile("@|\\*|(\\*\\.)?(_?" + LABEL + "\\.){0,10}_?" + LABEL);
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern GROUPS = Pattern.compile("([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,7})?");
  private static final Pattern PREFERENCE = Pattern.compile("[0-9]{1,4} .*");
  private static final int LONGEST_NAME = 253;
  private static final int IPV6_GROUPS = 8;

  private Syntax() {}

  static boolean isHost(String text) {
    return text.length() <= LONGEST_NAME && HOST.matcher(text).matches();
  }

  /** A name inside a zone: {@code www}, {@code _acme-challenge}, {@code *}, {@code @}. */
  static boolean isOwner(String text) {
    return text.length() <= LONGEST_NAME && OWNER.matcher(text).matches();
  }

  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  /** RFC 5952, without dotted quads. */
  static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    return gap < 0
        ? isGroups(text) && groups(text) == IPV6_GROUPS
        : isIpv6(text.substring(0, gap), text.substring(gap + 2));
  }

  private static boolean isIpv6(String before, String after) {
    return isGroups(before) && isGroups(after) && groups(before) + groups(after) < IPV6_GROUPS;
  }

  /** The value of an MX record: {@code 10 mail.example.com}. */
  static boolean isExchange(String text) {
    return PREFERENCE.matcher(text).matches() && isHost(text.substring(text.indexOf(' ') + 1));
  }

  /** One character string, RFC 1035 section 3.3. */
  static boolean isText(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static boolean isGroups(String text) {
    return GROUPS.matcher(text).matches();
  }

  private static int groups(String text) {
    return text.isEmpty() ? 0 : text.split(":").length;
  }
}
