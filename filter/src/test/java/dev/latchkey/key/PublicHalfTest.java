package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.PublicHalf.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHalfTest {
  /** What comes before the 32 bytes of an Ed25519 key: RFC 8410 section 4. */
  private static final String EDWARDS = "302a300506032b6570032100";

  /** What comes before the 64 bytes of a P-256 key: RFC 5480 section 2. */
  private static final String P256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.US_ASCII);

  private static String spki(String start, String bytes) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(start + bytes));
  }

  private static void refused(String base64) {
    assertThatIllegalArgumentException().isThrownBy(() -> PublicHalf.parse(base64));
  }

  private static KeyPair pair(Curve curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.factory());
    if (curve == Curve.P256) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void eachOfTwoHalvesKnowsTheOther(Curve curve) throws Exception {
    for (int i = 0; i < 20; i++) {
      KeyPair pair = pair(curve);
      PublicHalf half = PublicHalf.of(pair.getPublic());
      byte[] signature = PrivateHalf.of(pair.getPrivate()).sign(MESSAGE);
      assertThat(half.verifies(MESSAGE, signature)).isTrue();
      assertThat(half.verifies(new byte[0], signature)).isFalse();
      assertThat(PublicHalf.of(pair(curve).getPublic()).verifies(MESSAGE, signature)).isFalse();
      assertThat(PublicHalf.parse(half.base64())).isEqualTo(half);
    }
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void aSignatureOfAnotherFormIsNoneAndNoError(Curve curve) throws Exception {
    KeyPair pair = pair(curve);
    PublicHalf half = PublicHalf.of(pair.getPublic());
    byte[] good = PrivateHalf.of(pair.getPrivate()).sign(MESSAGE);
    for (int length : new int[] {0, 1, 2, 32, 63, 65, 128}) {
      assertThat(half.verifies(MESSAGE, java.util.Arrays.copyOf(good, length))).isFalse();
    }
    for (int at = 0; at < good.length; at++) {
      byte[] other = good.clone();
      other[at] ^= 1;
      assertThat(half.verifies(MESSAGE, other)).isFalse();
    }
  }

  /** CVE-2022-21449, and the numbers around the order, which stand for the same ones. */
  @Test
  void aSignatureWithANumberOutOfRangeIsNone() throws Exception {
    PublicHalf half = PublicHalf.of(pair(Curve.P256).getPublic());
    String order = Points.P256.getOrder().toString(16);
    String zero = "00".repeat(32);
    String one = "00".repeat(31) + "01";
    String most = "ff".repeat(32);
    for (String r : new String[] {zero, one, order, most}) {
      for (String s : new String[] {zero, one, order, most}) {
        assertThat(half.verifies(MESSAGE, HexFormat.of().parseHex(r + s))).as(r + s).isFalse();
      }
    }
  }

  /** What this JDK checks by itself, another may not. */
  @Test
  void aSignatureWithANumberOutOfRangeIsNoneWhateverTheJdkSays() throws Exception {
    PublicHalf half = PublicHalf.of(pair(Curve.P256).getPublic());
    String order = Points.P256.getOrder().toString(16);
    String zero = "00".repeat(32);
    String one = "00".repeat(31) + "01";
    Credulous credulous = new Credulous();
    Security.insertProviderAt(credulous, 1);
    try {
      assertThat(half.verifies(MESSAGE, HexFormat.of().parseHex(one + one))).isTrue();
      for (String out : new String[] {zero, order, "ff".repeat(32)}) {
        assertThat(half.verifies(MESSAGE, HexFormat.of().parseHex(out + one))).as(out).isFalse();
        assertThat(half.verifies(MESSAGE, HexFormat.of().parseHex(one + out))).as(out).isFalse();
      }
    } finally {
      Security.removeProvider(credulous.getName());
    }
  }

  @Test
  void aSignatureWithSixtyFourZerosIsNoneOfEd25519Either() throws Exception {
    assertThat(PublicHalf.of(pair(Curve.ED25519).getPublic()).verifies(MESSAGE, new byte[64]))
        .isFalse();
  }

  /** Under each of these, a text that anybody can write down signs some messages, or all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
      })
  void aPointOfSmallOrderIsRefused(String point) {
    refused(spki(EDWARDS, point));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void aPointInASecondSpellingOrOffTheCurveIsRefused(String point) {
    refused(spki(EDWARDS, point));
  }

  @Test
  void aPointOffP256IsRefused() {
    String x = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
    String y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    assertThat(PublicHalf.parse(spki(P256, x + y)).curve()).isEqualTo(Curve.P256);
    refused(spki(P256, x + y.replace("2299", "2298")));
    refused(spki(P256, "00".repeat(64)));
    BigInteger field =
        new BigInteger("ffffffff00000001".concat("0".repeat(24)).concat("f".repeat(24)), 16);
    refused(spki(P256, field.toString(16) + y));
  }

  @Test
  void anyOtherKeyIsRefused() throws Exception {
    KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
    other.initialize(new ECGenParameterSpec("secp384r1"));
    byte[] spki = other.generateKeyPair().getPublic().getEncoded();
    refused(Base64.getEncoder().encodeToString(spki));
    byte[] ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic().getEncoded();
    refused(Base64.getEncoder().encodeToString(ed448));
    byte[] x = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic().getEncoded();
    refused(Base64.getEncoder().encodeToString(x));
    refused("");
    refused("AAAA");
    refused("not base64");
  }

  /** Else the same key could be enrolled twice. */
  @Test
  void anotherSpellingOfTheSameKeyIsRefusedOrTheSame() {
    String point = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
    PublicHalf half = PublicHalf.parse(spki(EDWARDS, point));
    for (String start : new String[] {"302c300706032b65700500032100"}) {
      try {
        PublicHalf other = PublicHalf.parse(spki(start, point));
        assertThat(other.thumbprint()).isEqualTo(half.thumbprint());
        assertThat(other.base64()).isEqualTo(half.base64());
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessage("is an Ed25519 or P-256 public key");
      }
    }
  }

  /** Takes anything for a signature of P-256. */
  private static final class Credulous extends Provider {
    private static final long serialVersionUID = 1L;

    Credulous() {
      super("Credulous", "1", "for a test");
      put("Signature.SHA256withECDSAinP1363Format", Yes.class.getName());
    }
  }

  /** See {@link Credulous}; made by the JDK. */
  public static final class Yes extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) {}

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
