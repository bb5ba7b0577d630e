"""Sends one request that is signed by a key pair: Python 3.9 and the package cryptography.

    python3 client.py METHOD URL KEY_ID PRIVATE_KEY.pem [AUDIENCE]

KEY_ID is key_...; AUDIENCE is the realm of the API, "api" unless its challenges say otherwise.
"""

import base64
import json
import re
import sys
import time
import urllib.error
import urllib.request
import uuid

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign(key, message: bytes) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    # ES256 is the two numbers side by side (RFC 7518 section 3.4), which come wrapped in DER.
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def assertion(key, key_id: str, audience: str, method: str, url: str) -> str:
    """One for each request, and for each time that a request is sent again."""
    now = int(time.time())
    header = {
        "typ": "latchkey-proof+jwt",
        "alg": "EdDSA" if isinstance(key, ed25519.Ed25519PrivateKey) else "ES256",
        "kid": key_id,
    }
    claims = {
        "iss": key_id,
        "sub": key_id,
        "aud": audience,
        "iat": now,
        "exp": now + 30,
        "jti": str(uuid.uuid4()),
        "htm": method,
        "htu": re.split("[?#]", url)[0],
    }
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return signed + "." + base64url(sign(key, signed.encode()))


def main(method: str, url: str, key_id: str, pem: str, audience: str = "api") -> None:
    with open(pem, "rb") as file:
        key = serialization.load_pem_private_key(file.read(), password=None)
    token = assertion(key, key_id, audience, method, url)
    request = urllib.request.Request(
        url, method=method, headers={"Authorization": "Bearer " + token}
    )
    try:
        with urllib.request.urlopen(request) as response:
            print(response.status)
    except urllib.error.HTTPError as refused:
        print(refused.code)


if __name__ == "__main__":
    main(*sys.argv[1:])
