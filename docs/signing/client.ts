// @ts-check
/*
 * Sends one request that is signed by a key pair: Node 18 or later, nothing else.
 *
 *   node client.mjs METHOD URL KEY_ID PRIVATE_KEY.pem [AUDIENCE]
 *
 * KEY_ID is key_…; AUDIENCE is the realm of the API, "api" unless its challenges say otherwise.
 *
 * TypeScript whose types are in comments: a Node that knows no types runs a copy called client.mjs.
 */
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";

/** @param {string | Buffer} data */
const base64url = (data) => Buffer.from(data).toString("base64url");

/**
 * One for each request, and for each time that a request is sent again.
 *
 * @param {import("node:crypto").KeyObject} key
 * @param {string} keyId
 * @param {string} audience
 * @param {string} method
 * @param {string} url
 */
export function assertion(key, keyId, audience, method, url) {
  const edwards = key.asymmetricKeyType === "ed25519";
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: "latchkey-proof+jwt", alg: edwards ? "EdDSA" : "ES256", kid: keyId };
  const claims = {
    iss: keyId,
    sub: keyId,
    aud: audience,
    iat: now,
    exp: now + 30,
    jti: randomUUID(),
    htm: method,
    htu: url.split(/[?#]/)[0],
  };
  const signed = [header, claims].map((part) => base64url(JSON.stringify(part))).join(".");
  // ES256 is the two numbers side by side (RFC 7518 section 3.4): ieee-p1363.
  const signature = edwards
    ? sign(null, Buffer.from(signed), key)
    : sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return signed + "." + base64url(signature);
}

const [method, url, keyId, pem, audience = "api"] = process.argv.slice(2);
const key = createPrivateKey(readFileSync(pem, "utf8"));
const token = assertion(key, keyId, audience, method, url);
const response = await fetch(url, { method, headers: { Authorization: `Bearer ${token}` } });
console.log(response.status);
