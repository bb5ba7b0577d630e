package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** The presented secret: not rotated out. */
final class SecretCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return found.secret().worksAt(at.now()) ? Finding.PASSED : Finding.SECRET_ENDED;
  }
}
