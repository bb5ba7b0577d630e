package dev.latchkey.journal;

/**
 * A node as the others see it.
 *
 * @param id drawn at each start
 * @param name for people: host and app
 */
public record Node(String id, String name, LeaseTerms terms) {}
