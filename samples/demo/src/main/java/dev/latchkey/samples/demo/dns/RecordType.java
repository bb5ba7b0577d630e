package dev.latchkey.samples.demo.dns;

/** The kinds of records, and how the value of each is written. */
public enum RecordType {
  A("an IPv4 address, like 192.0.2.10"),
  AAAA("an IPv6 address in lower case, like 2001:db8::10"),
  CNAME("a host name in lower case, like web.example.com"),
  MX("a preference and a host name, like 10 mail.example.com"),
  TXT("1 to 255 printable ASCII characters"),
  NS("a host name in lower case, like ns1.example.net");

  private final String form;

  RecordType(String form) {
    this.form = form;
  }

  void require(String value) {
    if (!admits(value)) {
      throw Refused.invalid("value", "of " + this + " is " + form);
    }
  }

  private boolean admits(String value) {
    return switch (this) {
      case A -> Syntax.isIpv4(value);
      case AAAA -> Syntax.isIpv6(value);
      case CNAME, NS -> Syntax.isHost(value);
      case MX -> Syntax.isExchange(value);
      case TXT -> Syntax.isText(value);
    };
  }
}
