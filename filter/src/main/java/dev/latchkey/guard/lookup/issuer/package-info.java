/**
 * JWTs of trusted issuers: OpenID providers whose keys are fetched off the path of requests, and
 * whose claims a small mapping turns into an account, a user and scopes of ours.
 */
@NullMarked
package dev.latchkey.guard.lookup.issuer;

import org.jspecify.annotations.NullMarked;
