package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a body is told, all of it, and nothing is written. */
@OnEachDatabase
final class InputIT {
  private static final String KEYS = "/v1/users/admin/apikeys";

  private final TestApp app;
  private final Api api;
  private final long head;
  private boolean written;

  InputIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.head = app.database().head();
  }

  @AfterEach
  void nothingIsWritten() {
    assertThat(app.database().head() > head).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": secretword}",
        "{\"name\": \"secretword\"",
        "{\"name\": \"secretword\",}",
        "{'name': \"secretword\"}",
        "{\"name\": \"secret\nword\"}",
        "{\"name\": \"secretword\"} {}",
        "{\"name\": \"secretword\"} secretword",
        "{\"name\": \"secretword\\x\"}",
        "{\"name\": \"secretword\", \"n\": 01}",
        "{\"name\": \"secretword\", \"n\": NaN}",
        "{\"name\": \"secretword\", \"n\": +1}",
        "{\"name\": \"secretword\", \"n\": .5}",
        "{\"name\": \"secretword\" /* comment */}",
        "\uFEFF\uFEFF{\"name\": \"secretword\"}",
        "secretword"
      })
  void whatIsNotJsonIsToldByItsPlaceAndNotRepeated(String body) {
    Answer refused = api.post(KEYS, body).is(400, "invalid-body");

    assertThat(refused.json().path("detail").asText())
        .matches("the body is not JSON: line \\d+, column \\d+");
    assertThat(refused.text()).doesNotContain("secretword");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "1", "null", "true", "  "})
  void whatIsNoObjectIsRefused(String body) {
    api.post(KEYS, body).is(400, "invalid-body");
    api.put("/v1/users/admin", body).is(400, "invalid-body");
  }

  @Test
  void aMissingBodyIsRefused() {
    api.call("POST", KEYS, "").is(415);
    api.with("Content-Type", "application/json").post(KEYS, "").is(400, "invalid-body");
  }

  @Test
  void aMemberThatStandsTwiceIsRefused() {
    String body = json("{'name':'a','scopes':['a:b'],'name':'b'}");
    assertThat(api.post(KEYS, body).is(400).json().path("detail").asText())
        .contains("for the second time");
    api.post(KEYS, json("{'name':'a','scopes':['a:b'],'metadata':{'x':1,'x':2}}")).is(400);
    api.post(KEYS, json("{'name':'a','scopes':['a:b'],'n\\u0061me':'b'}")).is(400);
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    Answer refused =
        api.post(
                KEYS,
                json(
                    "{'name':7,'scopes':['zones:read','zones','a:b:*',5,'','a b:c'],'labels':'x',"
                        + "'environment':'prod','expires_at':'tomorrow','not_before':5,"
                        + "'allowed_ips':['10.0.0.1/8','300.1.1.1','localhost','::1'],"
                        + "'metadata':[],'description':null,'extra':1,'a/b~c':2}"))
            .is(400, "invalid-body");

    assertThat(refused.pointers())
        .containsExactlyInAnyOrder(
            "#/name",
            "#/scopes/1",
            "#/scopes/2",
            "#/scopes/3",
            "#/scopes/4",
            "#/scopes/5",
            "#/labels",
            "#/environment",
            "#/expires_at",
            "#/not_before",
            "#/allowed_ips/0",
            "#/allowed_ips/1",
            "#/allowed_ips/2",
            "#/metadata",
            "#/description",
            "#/extra",
            "#/a~1b~0c");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(api.post(KEYS, "{}").is(400).pointers())
        .containsExactlyInAnyOrder("#/name", "#/scopes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name | ''
          name | '\\u0000'
          name | 'a\\u0000b'
          name | 'a\\u0007b'
          name | '\\ud800'
          name | 'a\\udc00b'
          name | true
          name | ['a']
          name | {'a':1}
          description | 'a\\u0000b'
          description | '\\udbff'
          scopes | []
          scopes | 'a:b'
          scopes | {'0':'a:b'}
          environment | 'LIVE'
          environment | ''
          environment | null
          labels | null
          labels | {'a':1}
          expires_at | '2030-01-31'
          expires_at | '2030-01-31T12:00:00'
          expires_at | '2030-01-31T12:00:00+00:00'
          expires_at | '2030-01-31t12:00:00Z'
          expires_at | '2030-01-31T24:00:00Z'
          expires_at | '2030-01-31T12:00:60Z'
          expires_at | '2030-02-30T12:00:00Z'
          expires_at | '+12030-01-31T12:00:00Z'
          expires_at | '1999-12-31T23:59:59Z'
          expires_at | '2001-01-01T00:00:00Z'
          expires_at | 1893456000
          expires_at | null
          expires_in | 'PT0S'
          expires_in | '-P1D'
          expires_in | 'P1M'
          expires_in | 'P1W'
          expires_in | 'P36501D'
          expires_in | 'PT1H1D'
          expires_in | 'PT99999999999999999999S'
          expires_in | 86400
          not_before | '2030-01-31 12:00:00Z'
          allowed_ips | '10.0.0.0/8'
          allowed_ips | null
          metadata | null
          metadata | 'x'
          metadata | {'a':'\\u0000'}
          metadata | {'a':['b\\ud800']}
          metadata | {'\\u0000':1}
          """)
  void aWrongValueIsNamedByItsField(String field, String value) {
    String fields =
        field.equals("name") || field.equals("scopes")
            ? json("{'name':'n','scopes':['a:b']}")
                .replace(field.equals("name") ? json("'n'") : json("['a:b']"), json("%s", value))
            : json("{'name':'n','scopes':['a:b'],'%s':%s}", field, value);
    Answer refused = api.post(KEYS, fields).is(400, "invalid-body");

    assertThat(refused.pointers()).containsExactly("#/" + field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'10.0.0.1/8'",
        "'10.0.0.0/33'",
        "'10.0.0.0/-1'",
        "'10.0.0.0/08'",
        "'10.0.0.0/'",
        "'10.1'",
        "'010.0.0.1'",
        "'1.2.3.4.5'",
        "'2001:db8::/129'",
        "'[::1]'",
        "'fe80::1%eth0'",
        "'example.org'",
        "'*'",
        "''",
        "' 10.0.0.1'",
        "'::ffff:10.0.0.1/120'"
      })
  void aWrongNetworkIsNamed(String network) {
    assertThat(
            api.post(KEYS, json("{'name':'n','scopes':['a:b'],'allowed_ips':[%s]}", network))
                .is(400)
                .pointers())
        .containsExactly("#/allowed_ips/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zones",
        "zones:",
        ":read",
        ":",
        "a:b:",
        "a:b:*",
        "a b:c",
        "a:b c",
        "ä:b",
        "a:b:ä",
        "a**:b",
        "a:b:c\\\\d",
        "a:b:c\\\"d",
        "a/b:c",
        "a:b:\\u0000"
      })
  void aWrongScopeIsNamed(String scope) {
    String body = "{\"name\":\"n\",\"scopes\":[\"a:b\",\"" + scope + "\"]}";
    assertThat(api.post(KEYS, body).is(400).pointers()).containsExactly("#/scopes/1");
  }

  @Test
  void lengthsAreBoundedInCharactersAsPeopleCountThem() {
    assertThat(pointers("'name':'%s'", "x".repeat(129))).containsExactly("#/name");
    assertThat(pointers("'name':'%s'", "😀".repeat(129))).containsExactly("#/name");
    assertThat(pointers("'name':'n','description':'%s'", "x".repeat(1025)))
        .containsExactly("#/description");
    assertThat(pointers("'name':'n','labels':['%s']", "x".repeat(65)))
        .containsExactly("#/labels/0");
    assertThat(
            pointers("'name':'n','labels':[%s]", String.join(",", Collections.nCopies(17, "'a'"))))
        .containsExactly("#/labels");
    assertThat(pointers("'name':'n','metadata':{'a':'%s'}", "x".repeat(4096)))
        .containsExactly("#/metadata");
    assertThat(
            api.post(KEYS, json("{'name':'n','scopes':['a:%s']}", "b".repeat(254)))
                .is(400)
                .pointers())
        .containsExactly("#/scopes/0");
    assertThat(
            api.post(
                    KEYS,
                    json(
                        "{'name':'n','scopes':[%s]}",
                        String.join(",", Collections.nCopies(65, "'a:b'"))))
                .is(400)
                .pointers())
        .containsExactly("#/scopes");
  }

  @Test
  void theLongestOfEverythingIsKept() {
    written = true;
    String body =
        json(
            "{'name':'%s','description':'%s','labels':['%s'],'scopes':['a:%s'],'metadata':{'a':'%s'}}",
            "😀".repeat(128),
            "ü".repeat(1024),
            "☃".repeat(64),
            "b".repeat(253),
            "x".repeat(4096 - 8));
    Answer issued = api.post(KEYS, body).is(201);

    assertThat(api.get(KEYS + '/' + issued.data("id")).is(200).data("name"))
        .isEqualTo("😀".repeat(128));
  }

  @Test
  void numbersInMetadataStayAsTheyAre() {
    written = true;
    String metadata =
        json(
            "{'a':1.10,'b':12345678901234567890123,'c':0.1234567890123456789,'d':-0.50,"
                + "'e':'\\\\u0000','f':''}");
    Issued key = Issued.by(api, "admin", "a:b");
    api.patch(key.path(), "{\"metadata\":" + metadata + "}").is(200);

    assertThat(api.get(key.path()).data().path("metadata").toString()).isEqualTo(metadata);
  }

  @Test
  void hugeNumbersAndDeepNestingAreRefused() {
    api.post(KEYS, metadata("1".repeat(2000))).is(400);
    api.post(KEYS, metadata("[".repeat(5000) + "]".repeat(5000))).is(400);
    api.post(KEYS, metadata("{\"a\":".repeat(32) + "1" + "}".repeat(32))).is(400);
    api.post(KEYS, "[".repeat(60_000)).is(400);
    api.post(KEYS, "{\"a\":".repeat(10_000)).is(400);
  }

  @Test
  void anEnormousExponentCostsNothing() {
    written = true;
    Answer issued = api.post(KEYS, metadata("1e999999999")).is(201);
    assertThat(api.get(KEYS + '/' + issued.data("id")).is(200).text()).contains("999999999");
    api.delete(KEYS + '/' + issued.data("id")).is(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0xC0, 0xFF, 0xED})
  void whatIsNotUtf8IsRefused(int bad) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"name\":\"a".getBytes(StandardCharsets.UTF_8));
    body.write(bad);
    body.writeBytes("\",\"scopes\":[\"a:b\"]}".getBytes(StandardCharsets.UTF_8));

    api.call("POST", KEYS, body.toByteArray(), "application/json").is(400, "invalid-body");
  }

  @Test
  void datesMustMakeSense() {
    assertThat(pointers("'name':'n','expires_at':'2999-01-01T00:00:00Z','expires_in':'%s'", "P1D"))
        .containsExactly("#/expires_in");
    assertThat(
            pointers(
                "'name':'n','not_before':'2999-01-01T00:00:00Z','expires_at':'%s'",
                "2998-01-01T00:00:00Z"))
        .containsExactly("#/expires_at");
    assertThat(pointers("'name':'n','not_before':'2999-01-01T00:00:00Z','expires_in':'%s'", "P1D"))
        .containsExactly("#/expires_in");
  }

  private java.util.List<String> pointers(String fields, String value) {
    return api.post(KEYS, json("{" + fields + ",'scopes':['a:b']}", value)).is(400).pointers();
  }

  private static String metadata(String value) {
    return json("{'name':'n','scopes':['a:b'],'metadata':{'a':%s}}", value);
  }
}
