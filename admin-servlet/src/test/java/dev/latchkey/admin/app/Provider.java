package dev.latchkey.admin.app;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Somebody else's OpenID provider, which signs access tokens of RFC 9068 with one RSA key. */
public final class Provider implements AutoCloseable {
  private static final String AUDIENCE = "https://api.example.com";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final KeyPair keys = keys();

  public Provider() {
    server.start();
    String metadata = Body.json("{'issuer':'%s','jwks_uri':'%s/keys'}", url(), url());
    answer("/.well-known/openid-configuration", okJson(metadata));
    comeBack();
  }

  public String url() {
    return server.baseUrl();
  }

  /** The settings of an app that trusts it: {@code dns.read} stands for {@code zones:read}. */
  public String[] trusted() {
    return new String[] {
      "latchkey.issuer.corp.url = " + url(),
      "latchkey.issuer.corp.audience = " + AUDIENCE,
      "latchkey.issuer.corp.account = claim:tenant",
      "latchkey.issuer.corp.grant = dns.read zones:read",
      "latchkey.issuer.corp.grant = people users:read",
      "latchkey.issuer.corp.grant = keys apikeys:write",
    };
  }

  /** An access token of a user for an hour. */
  public String token(String account, String user, String scopes) {
    long now = Instant.now().getEpochSecond();
    String claims =
        Body.json(
            "{'iss':'%s','aud':'%s','sub':'%s','tenant':'%s','scope':'%s','client_id':'app',"
                + "'jti':'7','iat':%d,'exp':%d}",
            url(), AUDIENCE, user, account, scopes, now, now + 3600);
    String signed =
        part(Body.json("{'typ':'at+jwt','alg':'RS256','kid':'one'}")) + '.' + part(claims);
    return signed + '.' + base64(signature(signed));
  }

  public void goAway() {
    answer("/keys", serverError());
  }

  public void comeBack() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    String set =
        Body.json(
            "{'keys':[{'kty':'RSA','use':'sig','kid':'one','n':'%s','e':'AQAB'}]}",
            base64(key.getModulus().toByteArray()));
    answer("/keys", okJson(set));
  }

  @Override
  public void close() {
    server.stop();
  }

  private void answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path)).willReturn(answer));
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
