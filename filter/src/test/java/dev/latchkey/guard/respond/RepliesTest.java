package dev.latchkey.guard.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.decide.Refusal.Kind;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.respond.Reply.Header;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private static final Header NO_STORE = new Header("Cache-Control", "no-store");
  private final Replies replies = new Replies("zones api");

  private static Header challenge(String parameters) {
    return new Header("WWW-Authenticate", "Bearer realm=\"zones api\"" + parameters);
  }

  private static Refusal refusal(Kind kind, Scope... needed) {
    return new Refusal(kind, "for the log", Optional.empty(), List.of(needed));
  }

  private static Scope zone(String instance) {
    return new Scope("zones", "read", Optional.of(instance));
  }

  private String scopeShownFor(Scope... needed) {
    String value = replies.to(refusal(Kind.INSUFFICIENT_SCOPE, needed)).headers().get(0).value();
    String start = "Bearer realm=\"zones api\", error=\"insufficient_scope\", scope=\"";
    assertThat(value).startsWith(start).endsWith("\"");
    return value.substring(start.length(), value.length() - 1);
  }

  @Test
  void anUnsafePathIs400WithoutAnErrorCodeForNoCredentialWasRead() {
    assertThat(replies.to(Refusal.unsafePath("an encoded slash")))
        .isEqualTo(
            new Reply(
                400,
                List.of(challenge(""), NO_STORE),
                "{\"type\":\"urn:latchkey:problem:unsafe-path\",\"title\":\"Bad request\","
                    + "\"status\":400,\"detail\":\"The path can be read in more than one way."
                    + " Send it in its plain form.\"}"));
  }

  @Test
  void aMalformedCredentialIs400InvalidRequest() {
    assertThat(replies.to(Refusal.malformed("characters that no token has")))
        .isEqualTo(
            new Reply(
                400,
                List.of(challenge(", error=\"invalid_request\""), NO_STORE),
                "{\"type\":\"urn:latchkey:problem:invalid-request\",\"title\":\"Bad request\","
                    + "\"status\":400,\"detail\":\"Send one header, Authorization: Bearer and"
                    + " your key.\"}"));
  }

  @Test
  void noCredentialIs401WithoutAnErrorCode() {
    assertThat(replies.to(Refusal.NO_CREDENTIAL))
        .isEqualTo(
            new Reply(
                401,
                List.of(challenge(""), NO_STORE),
                "{\"type\":\"urn:latchkey:problem:unauthenticated\",\"title\":\"Unauthorized\","
                    + "\"status\":401,\"detail\":\"This needs a key: Authorization: Bearer and"
                    + " your key.\"}"));
  }

  @Test
  void aBadKeyIs401InvalidTokenWhateverWasBadAboutIt() {
    Reply reply =
        new Reply(
            401,
            List.of(challenge(", error=\"invalid_token\""), NO_STORE),
            "{\"type\":\"urn:latchkey:problem:invalid-token\",\"title\":\"Unauthorized\","
                + "\"status\":401,\"detail\":\"This key is not accepted.\"}");
    KeyId named = new KeyId("0123456789AB");
    assertThat(replies.to(Refusal.rejected(new Rejected("unknown")))).isEqualTo(reply);
    assertThat(replies.to(Refusal.rejected(new Rejected("wrong secret", Optional.of(named)))))
        .isEqualTo(reply);
    assertThat(
            replies.to(new Refusal(Kind.INVALID_TOKEN, "revoked", Optional.of(named), List.of())))
        .isEqualTo(reply);
  }

  @Test
  void anAccountWithoutApiAccessIs403WithoutAnErrorCode() {
    assertThat(replies.to(refusal(Kind.NO_API_ACCESS)))
        .isEqualTo(
            new Reply(
                403,
                List.of(challenge(""), NO_STORE),
                "{\"type\":\"urn:latchkey:problem:no-api-access\",\"title\":\"Forbidden\","
                    + "\"status\":403,\"detail\":\"This account has no API access.\"}"));
  }

  @Test
  void aMissingScopeIs403AndNamesAllThatTheRouteNeeds() {
    Refusal refusal =
        refusal(Kind.INSUFFICIENT_SCOPE, Scope.parse("zones:write"), Scope.parse("audit:write"));
    assertThat(replies.to(refusal))
        .isEqualTo(
            new Reply(
                403,
                List.of(
                    challenge(", error=\"insufficient_scope\", scope=\"zones:write audit:write\""),
                    NO_STORE),
                "{\"type\":\"urn:latchkey:problem:insufficient-scope\",\"title\":\"Forbidden\","
                    + "\"status\":403,\"detail\":\"This key may not do this. WWW-Authenticate"
                    + " names the scope that is needed, where one would help.\"}"));
  }

  @Test
  void aRouteThatNoScopeOpensIs403WithoutOne() {
    assertThat(replies.to(refusal(Kind.INSUFFICIENT_SCOPE)).headers())
        .containsExactly(challenge(", error=\"insufficient_scope\""), NO_STORE);
  }

  @Test
  void whatCouldNotBeToldIs503AndSaysWhenToComeBack() {
    assertThat(replies.unavailable())
        .isEqualTo(
            new Reply(
                503,
                List.of(challenge(""), NO_STORE, new Header("Retry-After", "2")),
                "{\"type\":\"urn:latchkey:problem:unavailable\",\"title\":\"Service unavailable\","
                    + "\"status\":503,\"detail\":\"Keys cannot be checked right now.\"}"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingThatIsForTheLogIsTold(Kind kind) {
    Reply reply = replies.to(refusal(kind));
    assertThat(reply.toString()).doesNotContain("for the log");
  }

  @Test
  void anInstanceThatCouldBeGrantedIsNamed() {
    assertThat(scopeShownFor(zone("example.com"))).isEqualTo("zones:read:example.com");
    assertThat(scopeShownFor(zone("a:b*,;='<>"))).isEqualTo("zones:read:a:b*,;='<>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "\"",
        "x\", error=\"none",
        "\\",
        "a\r\nSet-Cookie: x",
        "\0",
        "é",
        "\u2028",
        "*",
        ""
      })
  void anInstanceThatCouldNotBeGrantedIsLeftAway(String instance) {
    assertThat(scopeShownFor(zone(instance))).isEqualTo("zones:read");
    assertThat(scopeShownFor(zone(instance), Scope.parse("audit:write")))
        .isEqualTo("zones:read audit:write");
  }

  @Test
  void anEndlessInstanceIsLeftAway() {
    assertThat(scopeShownFor(zone("x".repeat(8000)))).isEqualTo("zones:read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\tb", "é", "\u007f", "\0"})
  void aRealmThatWouldLeaveItsQuotesIsRefused(String realm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Replies(realm))
        .withMessage("the realm takes printable ASCII without quote or backslash");
  }
}
