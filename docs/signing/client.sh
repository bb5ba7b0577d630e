#!/usr/bin/env bash
# Sends one request that is signed by a key pair: curl and openssl 3, nothing else.
#
#   client.sh METHOD URL KEY_ID PRIVATE_KEY.pem [AUDIENCE]
#
# KEY_ID is key_…; AUDIENCE is the realm of the API, "api" unless its challenges say otherwise.
set -euo pipefail

method=$1 url=$2 key_id=$3 pem=$4 audience=${5:-api}

[ -r "$pem" ] || { echo "cannot read $pem" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# One number of an ECDSA signature, as 64 hexadecimal digits.
number() {
  local hex
  hex=$(openssl asn1parse -inform DER -in "$work/der" | grep INTEGER | sed -n "$1p" | sed 's/.*://')
  printf '%64s' "$hex" | tr ' ' '0' | tail -c 64
}

# ES256 is the two numbers side by side (RFC 7518 section 3.4), which openssl wraps in DER.
sign() {
  if [ "$algorithm" = EdDSA ]; then
    openssl pkeyutl -sign -rawin -inkey "$pem" -in "$work/signed"
  else
    openssl dgst -sha256 -sign "$pem" -out "$work/der" "$work/signed"
    printf '%b' "$(printf '%s%s' "$(number 1)" "$(number 2)" | sed 's/../\\x&/g')"
  fi
}

if openssl pkey -in "$pem" -noout -text | grep -qi ed25519; then algorithm=EdDSA; else algorithm=ES256; fi

now=$(date +%s)
htu=${url%%[?#]*}
header=$(printf '{"typ":"latchkey-proof+jwt","alg":"%s","kid":"%s"}' "$algorithm" "$key_id")
claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","iat":%d,"exp":%d,"jti":"%s","htm":"%s","htu":"%s"}' \
  "$key_id" "$key_id" "$audience" "$now" "$((now + 30))" "$(openssl rand -hex 16)" "$method" "$htu")
printf '%s.%s' "$(printf '%s' "$header" | base64url)" "$(printf '%s' "$claims" | base64url)" >"$work/signed"

# The assertion goes by a file: a command line can be seen by everybody on the machine.
printf 'Authorization: Bearer %s.%s' "$(cat "$work/signed")" "$(sign | base64url)" >"$work/header"
curl -sS -X "$method" -H @"$work/header" -o /dev/null -w '%{http_code}\n' "$url"
