package dev.latchkey.samples.demo.dns;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTypeTest {
  @ParameterizedTest
  @CsvSource({
    "A, 0.0.0.0",
    "A, 255.255.255.255",
    "AAAA, ::",
    "AAAA, ::1",
    "AAAA, 2001:db8::10",
    "AAAA, fe80::",
    "AAAA, 1:2:3:4:5:6:7:8",
    "CNAME, a-1.example.com",
    "NS, ns1.example.net",
    "MX, 10 mail.example.com",
    "TXT, v=spf1 mx -all"
  })
  void aValueOfItsKindIsTaken(RecordType type, String value) {
    assertThatCode(() -> type.require(value)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "A, 1.2.3", "A, 1.2.3.4.5", "A, 1.2.3.256", "A, 1.2.3.04",
    "AAAA, 1:2:3:4:5:6:7", "AAAA, 1:2:3:4:5:6:7:8:9", "AAAA, 1::2::3", "AAAA, 12345::",
    "AAAA, ''", "AAAA, :", "AAAA, :::", "AAAA, 1:2:3:4:5:6:7::8",
    "CNAME, example", "CNAME, -a.example", "CNAME, a_b.example", "NS, 'a b.example'",
    "MX, mail.example.com", "MX, 99999 mail.example.com", "TXT, ''", "TXT, é"
  })
  void aValueOfAnotherIsRefused(RecordType type, String value) {
    assertThatThrownBy(() -> type.require(value))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("of " + type + " is ");
  }
}
