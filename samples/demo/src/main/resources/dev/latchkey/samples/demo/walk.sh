# The first admin key may do everything, for a day.
API=@API@
ADMIN=$(cat @KEY_FILE@)
field() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }  # one text of a JSON answer

# Issue a key that reads one zone. Its text is shown this once.
ISSUED=$(curl -s $API/v1/users/admin/apikeys -H "Authorization: Bearer $ADMIN" \
  -H "Content-Type: application/json" \
  -d '{"name": "Reader of example.com", "scopes": ["zones:read:example.com"]}')
ID=$(echo "$ISSUED" | field id)
KEY=$(echo "$ISSUED" | field key)
echo "$ID is $KEY"

# Use it: 200.
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $KEY"

# Its scope ends at another zone, and at a write: 403, 403. The answer names the scope it takes.
curl -siw '\n' $API/v1/zones/example.org -H "Authorization: Bearer $KEY"
curl -siw '\n' -X DELETE $API/v1/zones/example.com -H "Authorization: Bearer $KEY"

# Without a key: 401.
curl -siw '\n' $API/v1/zones/example.com

# A key that ends by itself after three seconds: 200, then 401.
BRIEF=$(curl -s $API/v1/users/admin/apikeys -H "Authorization: Bearer $ADMIN" \
  -H "Content-Type: application/json" \
  -d '{"name": "Brief", "scopes": ["zones:read"], "expires_in": "PT3S"}' | field key)
curl -siw '\n' $API/v1/zones -H "Authorization: Bearer $BRIEF"
sleep 3
curl -siw '\n' $API/v1/zones -H "Authorization: Bearer $BRIEF"

# Rotate: a new secret, and the old one works on for ten minutes: 200, 200.
NEW=$(curl -s $API/v1/users/admin/apikeys/$ID/rotate -H "Authorization: Bearer $ADMIN" \
  -H "Content-Type: application/json" -d '{"overlap": "PT10M"}' | field key)
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $KEY"
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $NEW"

# End the old secret early: 200. Now the old one gets 401, the new one 200.
curl -siw '\n' -X DELETE $API/v1/users/admin/apikeys/$ID/secrets/1 \
  -H "Authorization: Bearer $ADMIN"
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $KEY"
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $NEW"

# Revoke the key: 200. "propagation" tells which nodes know already. From then on: 401.
curl -siw '\n' $API/v1/users/admin/apikeys/$ID/revoke -H "Authorization: Bearer $ADMIN" \
  -H "Content-Type: application/json" -d '{"reason": "the walk is over"}'
curl -siw '\n' $API/v1/zones/example.com -H "Authorization: Bearer $NEW"

# The journal has it all, newest first; and its chain is whole: 200.
curl -s "$API/v1/audit?key=$ID" -H "Authorization: Bearer $ADMIN" | grep -o '"action":"[^"]*"'
curl -siw '\n' $API/v1/audit/verify -H "Authorization: Bearer $ADMIN"
