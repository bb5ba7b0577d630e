package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** One rule. Pure: the same found key under the same circumstances gives the same finding. */
interface Check {
  Finding check(Found found, Circumstances at);
}
