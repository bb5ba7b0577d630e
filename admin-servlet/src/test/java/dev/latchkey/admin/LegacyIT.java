package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static dev.latchkey.admin.app.OldKeys.hash;
import static dev.latchkey.admin.app.OldKeys.imported;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of another system: imported, used, moved and ended. */
@OnEachDatabase
final class LegacyIT {
  private static final String IMPORT = "/v1/apikeys/import";
  private static final String ZONES = "'scopes':['zones:read']";

  private final TestApp app;
  private final Api api;

  LegacyIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
  }

  private int reads(String text) {
    return api.as(text).app("GET", "/zones/a");
  }

  private static String id(Answer imported) {
    return imported.is(200).data().at("/keys/0/id").asText();
  }

  private static String path(Answer imported) {
    return "/v1/users/admin/apikeys/" + id(imported);
  }

  private JsonNode reported(String id) {
    String cursor = "";
    while (true) {
      Answer page = api.get("/v1/apikeys/legacy?limit=200" + cursor).is(200);
      for (JsonNode line : page.data().path("keys")) {
        if (line.path("id").asText().equals(id)) {
          return line;
        }
      }
      if (page.json().path("next").isNull()) {
        throw new AssertionError("not among the legacy keys: " + id);
      }
      cursor = "&cursor=" + page.json().path("next").asText();
    }
  }

  @Test
  void whoeverHoldsAnImportedKeyGoesOnUsingIt() {
    String text = OldKeys.text();
    assertThat(reads(text)).isEqualTo(401);
    Answer imported = imported(api, text);
    assertThat(imported.is(200).data().path("imported").asInt()).isEqualTo(1);
    Await.until("known", Duration.ofSeconds(5), () -> reads(text) == 200);
    assertThat(reads(text + "x")).isEqualTo(401);
    assertThat(api.as(text).app("PUT", "/zones/a")).isEqualTo(403);
    JsonNode key = api.get(path(imported)).is(200).data();
    assertThat(key.path("kind").asText()).isEqualTo("legacy");
    assertThat(key.at("/secrets/0/kind").asText()).isEqualTo("legacy");
    assertThat(api.as(text).get("/v1/apikeys/self").is(200).data("id")).isEqualTo(id(imported));
  }

  @Test
  void aNodeThatSaysItKnowsOfAnImportKnowsTheKey() {
    for (int i = 0; i < 20; i++) {
      String text = OldKeys.text();
      String hash = hash(text);
      Answer imported =
          api.post(
              IMPORT + "?wait=PT5S",
              json("{'keys':[{'hash':'%s','user_id':'admin',%s}]}", hash, ZONES));
      assertThat(imported.is(200).json().at("/propagation/confirmed").asInt()).isEqualTo(1);
      assertThat(reads(text)).isEqualTo(200);
    }
  }

  @Test
  void aHashCanBeBase64InEitherAlphabet() {
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String text = OldKeys.text();
      String hash = encoder.encodeToString(OldKeys.sha256(text.getBytes(StandardCharsets.UTF_8)));
      imported(api, "'format':'sha256-base64','hash':'" + hash + "'", ZONES).is(200);
      Await.until("known", Duration.ofSeconds(5), () -> reads(text) == 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "{salt}{secret}, pepper, peppers3cret",
    "{secret}, '', s3cret",
    "v1/{key}, '', v1/sel.s3cret",
    "{selector}+{secret}{salt}, pepper, sel+s3cretpepper",
    "{salt}{secret}, hex:706570706572, peppers3cret",
    "{salt}{secret}, base64:cGVwcGVy, peppers3cret"
  })
  void aSaltedHashIsFoundByTheSelectorInTheText(String recipe, String salt, String hashed) {
    String selector = TestApp.fresh("sel");
    String known = hash(hashed.replace("sel", selector));
    imported(
            api,
            "'hash':'%s','selector':'%s','salt':'%s','recipe':'%s'"
                .formatted(known, selector, salt, recipe),
            ZONES)
        .is(200);
    Await.until("known", Duration.ofSeconds(5), () -> reads(selector + ".s3cret") == 200);
    assertThat(reads(selector + ".wrong")).isEqualTo(401);
    assertThat(reads(selector)).isEqualTo(401);
    assertThat(reads("s3cret")).isEqualTo(401);
    assertThat(reads("x" + selector + ".s3cret")).isEqualTo(401);
  }

  @Test
  void whatWasImportedBeforeIsKnownAndStaysAsItIs() {
    String text = OldKeys.text();
    Answer first = imported(api, text);
    api.patch(path(first), json("{'enabled':false}")).is(200);
    long head = app.database().head();
    Answer again = imported(api, "'hash':'" + hash(text) + "'", "'scopes':['zones:write']");
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(again.data().at("/keys/0/outcome").asText()).isEqualTo("known");
    assertThat(app.database().head()).isEqualTo(head);
    assertThat(api.get(path(first)).data("status")).isEqualTo("disabled");
  }

  @Test
  void theSameHashTwiceInOneImportIsOneKey() {
    String line = "{'hash':'%s'}".formatted(hash(OldKeys.text()));
    String body = "{'keys':[%s,%s],'defaults':{'user_id':'admin',%s}}";
    Answer imported = api.post(IMPORT, json(body, line, line, ZONES)).is(200);
    assertThat(imported.data().path("imported").asInt()).isEqualTo(1);
    assertThat(imported.data().at("/keys/1/id")).isEqualTo(imported.data().at("/keys/0/id"));
  }

  @Test
  void aSelectorIsThatOfSixteenKeysAtMostForAGuardTriesEachOfThem() {
    String selector = TestApp.fresh("sel");
    String line = "{'hash':'%s','selector':'" + selector + "'}";
    String lines =
        IntStream.range(0, 16)
            .mapToObj(i -> line.formatted(hash(selector + i)))
            .collect(Collectors.joining(","));
    String body = "{'keys':[%s],'defaults':{'user_id':'admin',%s}}";
    api.post(IMPORT, json(body, lines, ZONES)).is(200);
    api.post(IMPORT, json(body, lines, ZONES)).is(200);
    Answer refused =
        api.post(IMPORT, json(body, line.formatted(hash("one more")), ZONES))
            .is(400, "invalid-body");
    assertThat(refused.pointers()).containsExactly("#/keys/0/selector");
  }

  @Test
  void aHashOfSomebodyElsesKeyIsRefused() {
    String hash = hash(OldKeys.text());
    imported(api, "'hash':'" + hash + "'", ZONES).is(200);
    Tenant other = Tenant.by(api);
    Answer refused =
        other
            .api()
            .post(
                IMPORT,
                json("{'keys':[{'hash':'%s','user_id':'%s',%s}]}", hash, other.user(), ZONES))
            .is(400, "invalid-body");
    assertThat(refused.pointers()).containsExactly("#/keys/0/hash");
  }

  @Test
  void everyWrongFieldIsNamedAndNothingIsImported() {
    String good = hash(OldKeys.text());
    long head = app.database().head();
    Answer refused =
        api.post(
                IMPORT,
                json(
                    "{'keys':[{'hash':'%s'},{'hash':'zz','user_id':'a b'},{'hash':'%s','salt':'x'},"
                        + "{'hash':'%s','selector':'a.b'},{'hash':'%s','recipe':'{nothing}',"
                        + "'selector':'s','format':'md5'},7,{'hsah':'x'}],"
                        + "'defaults':{'user_id':'admin','expires_at':'2020-01-01T00:00:00Z'}}",
                    good, good, good, good))
            .is(400, "invalid-body");
    assertThat(refused.pointers())
        .contains(
            "#/keys/0/scopes",
            "#/keys/1/hash",
            "#/keys/1/user_id",
            "#/keys/2/selector",
            "#/keys/3/selector",
            "#/keys/4/recipe",
            "#/keys/4/format",
            "#/keys/5",
            "#/keys/6/hash",
            "#/keys/6/hsah",
            "#/defaults/expires_at");
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void nobodyImportsWhatTheyCouldNotIssue() {
    api.put("/v1/users/importer", json("{'name':'I','scopes':['apikeys:import','zones:read']}"));
    Api narrow = Issued.by(api, "importer", "apikeys:import zones:read").api();
    String hash = hash(OldKeys.text());
    String line = "'hash':'" + hash + "'";
    Answer beyond = imported(narrow, line, "'scopes':['zones:read','zones:write']");
    assertThat(beyond.is(403, "beyond-own").pointers()).containsExactly("#/keys/0/scopes/1");
    Answer ownerLacks = imported(api, line + ",'user_id':'importer'", "'scopes':['zones:write']");
    assertThat(ownerLacks.is(400, "invalid-body").pointers()).containsExactly("#/keys/0/scopes/0");
    imported(Issued.by(api, "admin", "apikeys:write").api(), line, ZONES)
        .is(403, "insufficient-scope");
    imported(narrow, line, ZONES).is(200);
    Api shortLived =
        Issued.by(api, "admin", "apikeys:import zones:read", "'expires_in':'PT1H'").api();
    Answer tooLong = imported(shortLived, "'hash':'" + hash(OldKeys.text()) + "'", ZONES);
    assertThat(tooLong.is(403, "beyond-own").pointers()).containsExactly("#/keys/0/expires_at");
  }

  @Test
  void nobodyImportsForAnotherAccount() {
    Tenant tenant = Tenant.by(api);
    Answer refused = imported(tenant.api(), "'hash':'" + hash(OldKeys.text()) + "'", ZONES);
    assertThat(refused.is(400, "invalid-body").pointers()).containsExactly("#/keys/0/user_id");
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    long head = app.database().head();
    String body = "{'dry_run':true,'keys':[{'hash':'%s','user_id':'admin',%s}]}";
    Answer dry = api.post(IMPORT, json(body, hash(OldKeys.text()), ZONES)).is(200);
    assertThat(dry.data().path("imported").asInt()).isEqualTo(1);
    assertThat(dry.data().at("/keys/0").has("id")).isFalse();
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void theJournalNamesEveryKeyAndNoHash() {
    String text = OldKeys.text();
    String id = id(imported(api, text));
    Answer audit = api.get("/v1/audit?action=key.import&limit=1").is(200);
    assertThat(audit.data().at("/0/detail/keys/0").asText()).isEqualTo(id);
    assertThat(audit.text()).doesNotContain(hash(text));
  }

  @Test
  void theHashThatWasImportedIsNotKept() {
    String hash = hash(OldKeys.text());
    imported(api, "'hash':'" + hash + "'", ZONES).is(200);
    assertThat(
            app.database()
                .number("SELECT COUNT(*) FROM latchkey_secret WHERE digest = '" + hash + "'"))
        .isZero();
    String selector = hash.substring(0, 16);
    assertThat(
            app.database()
                .number("SELECT COUNT(*) FROM latchkey_secret WHERE selector = '" + selector + "'"))
        .isZero();
  }

  @Test
  void anImportMayBeLargeAndNothingElseMay() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      keys.append(i == 0 ? "" : ",").append("{'hash':'").append(hash("large" + i)).append("'}");
    }
    String body = json("{'keys':[" + keys + "],'defaults':{'user_id':'admin'," + ZONES + "}}");
    assertThat(body.length()).isGreaterThan(200_000);
    api.post(IMPORT, body).is(200);
    api.post("/v1/users/admin/apikeys", body).is(413, "body-too-large");
    api.anonymous().post(IMPORT, body).is(413, "body-too-large");
    Api reader = Issued.by(api, "admin", "apikeys:read").api();
    reader.post(IMPORT, body).is(413, "body-too-large");
  }

  @Test
  void theReportTellsWhichKeysAreStillInUse() {
    String text = OldKeys.text();
    String used = id(imported(api, text));
    String unused = id(imported(api, OldKeys.text()));
    assertThat(reported(used).path("first_used_at").isNull()).isTrue();
    Await.until("known", Duration.ofSeconds(5), () -> reads(text) == 200);
    Await.until(
        "told", Duration.ofSeconds(10), () -> !reported(used).path("first_used_at").isNull());
    assertThat(Instant.parse(reported(used).path("first_used_at").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    assertThat(reported(unused).path("first_used_at").isNull()).isTrue();
    assertThat(api.get("/v1/apikeys/legacy?seen=true&limit=200").text())
        .contains(used)
        .doesNotContain(unused);
    assertThat(api.get("/v1/apikeys/legacy?seen=false&limit=200").text()).doesNotContain(used);
    api.get("/v1/apikeys/legacy?seen=maybe").is(400, "invalid-parameter");
    api.delete("/v1/users/admin/apikeys/" + used).is(200);
    assertThat(reads(text)).isEqualTo(401);
  }

  @Test
  void rotationPutsASecretOfOurOwnBesideTheOldOne() {
    String text = OldKeys.text();
    Answer imported = imported(api, text);
    Await.until("known", Duration.ofSeconds(5), () -> reads(text) == 200);
    Answer rotated = api.post(path(imported) + "/rotate", json("{'overlap':'PT1H'}")).is(201);
    String fresh = rotated.data("key");
    assertThat(rotated.data("id")).isEqualTo(id(imported));
    assertThat(rotated.data().at("/secrets/1/kind").asText()).isEqualTo("opaque");
    assertThat(List.of(reads(text), reads(fresh))).containsExactly(200, 200);
    assertThat(reported(id(imported)).path("replaced").asBoolean()).isTrue();
    api.delete(path(imported) + "/secrets/1").is(200);
    assertThat(List.of(reads(text), reads(fresh))).containsExactly(401, 200);
  }

  @Test
  void anImportedKeyIsDisabledRevokedAndDeletedAtOnce() {
    String text = OldKeys.text();
    Answer imported = imported(api, text);
    Await.until("known", Duration.ofSeconds(5), () -> reads(text) == 200);
    api.patch(path(imported), json("{'enabled':false}")).is(200);
    assertThat(reads(text)).isEqualTo(401);
    api.patch(path(imported), json("{'enabled':true}")).is(200);
    assertThat(reads(text)).isEqualTo(200);
    api.post(path(imported) + "/revoke", "").is(200);
    assertThat(reads(text)).isEqualTo(401);
    api.delete(path(imported)).is(200);
    Answer again = imported(api, text);
    assertThat(id(again)).isNotEqualTo(id(imported));
    Await.until("known again", Duration.ofSeconds(5), () -> reads(text) == 200);
  }

  @Test
  void oneCallGivesAllOfAnAccountAnEndAndLengthensNone() {
    Tenant tenant = Tenant.by(api);
    String user = tenant.user();
    String body = "{'keys':[%s],'defaults':{'user_id':'%s','scopes':['zones:read']}}";
    String late = OldKeys.text();
    String moved = OldKeys.text();
    String soon = "{'hash':'%s','expires_at':'%s'}";
    Instant early = Instant.now().plusSeconds(3600);
    String lines =
        "{'hash':'%s'},{'hash':'%s'},".formatted(hash(late), hash(moved))
            + soon.formatted(hash(OldKeys.text()), early);
    Answer imported = tenant.api().post(IMPORT, json(body, lines, user)).is(200);
    String keys = "/v1/users/" + user + "/apikeys/";
    String movedId = imported.data().at("/keys/1/id").asText();
    String fresh =
        tenant.api().post(keys + movedId + "/rotate", json("{'overlap':'P30D'}")).data("key");
    Instant end = Instant.now().plusSeconds(7200);
    long head = app.database().head();
    String dry = json("{'ends_at':'%s','dry_run':true}", end);
    assertThat(
            tenant.api().post("/v1/apikeys/legacy/end", dry).is(200).data().path("secrets").asInt())
        .isEqualTo(2);
    assertThat(app.database().head()).isEqualTo(head);
    Answer ended =
        tenant.api().post("/v1/apikeys/legacy/end", json("{'ends_at':'%s'}", end)).is(200);
    assertThat(ended.data().path("secrets").asInt()).isEqualTo(2);
    assertThat(app.database().head()).isEqualTo(head + 1);
    JsonNode report = tenant.api().get("/v1/apikeys/legacy").is(200).data().path("keys");
    assertThat(report.findValuesAsText("ends_at"))
        .hasSize(3)
        .allSatisfy(at -> assertThat(Instant.parse(at)).isBeforeOrEqualTo(end));
    assertThat(api.as(fresh).app("GET", "/zones/a")).isEqualTo(200);
    String etag = tenant.api().get(keys + movedId).header("ETag");
    tenant
        .api()
        .post("/v1/apikeys/legacy/end", json("{'ends_at':'%s'}", Instant.now().plusSeconds(1)))
        .is(200);
    assertThat(tenant.api().get(keys + movedId).header("ETag")).isNotEqualTo(etag);
    Await.until("ended", Duration.ofSeconds(5), () -> reads(late) == 401 && reads(moved) == 401);
    assertThat(api.as(fresh).app("GET", "/zones/a")).isEqualTo(200);
    tenant
        .api()
        .post("/v1/apikeys/legacy/end", json("{'ends_at':'2020-01-01T00:00:00Z'}"))
        .is(400, "invalid-body");
  }

  @Test
  void aTextOfAFormOfOursIsNeverLookedForAmongTheOldOnes() {
    for (String form : List.of("latchkey_live_old-key", "eyJhbGciOiJub25lIn0.e30.")) {
      imported(
              api,
              "'hash':'"
                  + HexFormat.of().formatHex(OldKeys.sha256(form.getBytes(StandardCharsets.UTF_8)))
                  + "'",
              ZONES)
          .is(200);
      assertThat(reads(form)).isEqualTo(401);
    }
  }
}
