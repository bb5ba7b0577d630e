package dev.latchkey.samples.cluster;

import java.time.Duration;

/**
 * One fault, and a key that was revoked while it lasted.
 *
 * @param recovery from the end of the fault until every node accepts a good key
 */
record Scene(Fault fault, Revocation revocation, Duration recovery) {}
