package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.TestApp;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** Clients that other people wrote for OAuth servers, as they are, against our keys. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class StandardClientsIT {
  private final Api admin;
  private final String introspection;
  private final URI revocation;
  private final Issued asker;
  private final Issued key;

  StandardClientsIT(TestApp app) {
    this.admin = app.admin();
    this.introspection = app.api().address() + "/latchkey/v1/introspect";
    this.revocation = URI.create(app.api().address() + "/latchkey/v1/revoke");
    this.asker = Issued.by(admin, "admin", "apikeys:introspect");
    this.key = Issued.by(admin, "admin", "zones:read zones:write", "'expires_in':'PT1H'");
  }

  @Test
  void springSecurityLetsAGoodKeyInWithItsScopes() {
    for (OpaqueTokenIntrospector spring : new OpaqueTokenIntrospector[] {classic(), rest()}) {
      OAuth2AuthenticatedPrincipal principal = spring.introspect(key.text());
      assertThat(principal.getName()).isEqualTo("admin");
      assertThat(principal.getAuthorities())
          .extracting(GrantedAuthority::getAuthority)
          .containsExactlyInAnyOrder("SCOPE_zones:read", "SCOPE_zones:write");
      assertThat(principal.<String>getAttribute("client_id")).isEqualTo(key.id());
      assertThat(principal.<Instant>getAttribute("exp")).isAfter(Instant.now());
    }
  }

  /** A resource server does not know what kind it was handed. */
  @ParameterizedTest
  @ValueSource(strings = {"opaque", "signed", "keypair"})
  void everyKindIsIntrospectedAndEndedAlike(String kind) throws IOException {
    Issued one = Issued.by(admin, "admin", "zones:read", "'kind':'" + kind + "'");
    OAuth2AuthenticatedPrincipal principal = classic().introspect(one.text());
    assertThat(principal.<String>getAttribute("client_id")).isEqualTo(one.id());
    assertThat(principal.getAuthorities())
        .extracting(GrantedAuthority::getAuthority)
        .containsExactly("SCOPE_zones:read");

    TokenRevocationRequest request =
        new TokenRevocationRequest(revocation, basic(), new BearerAccessToken(one.text()));
    assertThat(sent(request.toHTTPRequest()).getStatusCode()).isEqualTo(200);
    assertThatThrownBy(() -> classic().introspect(one.text()))
        .isInstanceOf(BadOpaqueTokenException.class);
    assertThat(one.reads("a")).isEqualTo(401);
  }

  /** The text of any kind is a password: both halves of Basic are form-encoded. */
  @ParameterizedTest
  @ValueSource(strings = {"opaque", "signed", "keypair"})
  void aKeyOfAnyKindMayAsk(String kind) {
    Issued any = Issued.by(admin, "admin", "apikeys:introspect", "'kind':'" + kind + "'");
    OpaqueTokenIntrospector spring =
        SpringOpaqueTokenIntrospector.withIntrospectionUri(introspection)
            .clientId(any.id())
            .clientSecret(any.text())
            .build();
    assertThat(spring.introspect(key.text()).getName()).isEqualTo("admin");
  }

  @Test
  void springSecurityRefusesAKeyThatDoesNotWork() {
    admin.patch(key.path(), json("{'enabled':false}")).is(200);
    for (OpaqueTokenIntrospector spring : new OpaqueTokenIntrospector[] {classic(), rest()}) {
      assertThatThrownBy(() -> spring.introspect(key.text()))
          .isInstanceOf(BadOpaqueTokenException.class);
      assertThatThrownBy(() -> spring.introspect("nonsense"))
          .isInstanceOf(BadOpaqueTokenException.class);
    }
  }

  @Test
  void springSecurityWithAWrongPasswordLearnsNothing() {
    OpaqueTokenIntrospector wrong =
        SpringOpaqueTokenIntrospector.withIntrospectionUri(introspection)
            .clientId(asker.id())
            .clientSecret(key.text())
            .build();
    assertThatThrownBy(() -> wrong.introspect(key.text()))
        .isInstanceOf(OAuth2IntrospectionException.class)
        .isNotInstanceOf(BadOpaqueTokenException.class);
  }

  @Test
  void nimbusIntrospectsWithBasicAndWithBearer() throws IOException, ParseException {
    URI uri = URI.create(introspection);
    BearerAccessToken token = new BearerAccessToken(key.text());
    for (TokenIntrospectionRequest request :
        new TokenIntrospectionRequest[] {
          new TokenIntrospectionRequest(uri, basic(), token),
          new TokenIntrospectionRequest(uri, new BearerAccessToken(asker.text()), token)
        }) {
      TokenIntrospectionSuccessResponse told = told(request);
      assertThat(told.isActive()).isTrue();
      assertThat(told.getScope().toStringList()).containsExactly("zones:read", "zones:write");
      assertThat(told.getClientID().getValue()).isEqualTo(key.id());
      assertThat(told.getSubject().getValue()).isEqualTo("admin");
      assertThat(told.getTokenType()).isEqualTo(AccessTokenType.BEARER);
      assertThat(told.getJWTID().getValue()).isEqualTo(key.id() + ".1");
      assertThat(told.getExpirationTime()).isInTheFuture();
    }
  }

  @Test
  void nimbusIsToldWhyItWasRefused() throws IOException, ParseException {
    Issued weak = Issued.by(admin, "admin", "apikeys:read");
    TokenIntrospectionRequest request =
        new TokenIntrospectionRequest(
            URI.create(introspection),
            new ClientSecretBasic(new ClientID(weak.id()), new Secret(weak.text())),
            new BearerAccessToken(key.text()));
    TokenIntrospectionResponse refused =
        TokenIntrospectionResponse.parse(sent(request.toHTTPRequest()));
    assertThat(refused.indicatesSuccess()).isFalse();
    assertThat(refused.toErrorResponse().getErrorObject().getCode())
        .isEqualTo("insufficient_scope");
  }

  @Test
  void nimbusRevokesAndTheNextRequestIsRefused() throws IOException, ParseException {
    assertThat(key.reads("a")).isEqualTo(200);
    TokenRevocationRequest request =
        new TokenRevocationRequest(revocation, basic(), new BearerAccessToken(key.text()));
    HTTPResponse response = sent(request.toHTTPRequest());

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isNullOrEmpty();
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(
            told(new TokenIntrospectionRequest(
                    URI.create(introspection), basic(), new BearerAccessToken(key.text())))
                .isActive())
        .isFalse();
  }

  private OpaqueTokenIntrospector classic() {
    return SpringOpaqueTokenIntrospector.withIntrospectionUri(introspection)
        .clientId(asker.id())
        .clientSecret(asker.text())
        .build();
  }

  private OpaqueTokenIntrospector rest() {
    return RestClientOpaqueTokenIntrospector.withIntrospectionUri(introspection)
        .clientId(asker.id())
        .clientSecret(asker.text())
        .build();
  }

  private ClientSecretBasic basic() {
    return new ClientSecretBasic(new ClientID(asker.id()), new Secret(asker.text()));
  }

  private static TokenIntrospectionSuccessResponse told(TokenIntrospectionRequest request)
      throws IOException, ParseException {
    return TokenIntrospectionResponse.parse(sent(request.toHTTPRequest())).toSuccessResponse();
  }

  private static HTTPResponse sent(HTTPRequest request) throws IOException {
    request.setConnectTimeout(5_000);
    request.setReadTimeout(30_000);
    return request.send();
  }
}
