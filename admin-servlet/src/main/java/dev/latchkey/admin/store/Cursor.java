package dev.latchkey.admin.store;

/**
 * The last line of the page before: what it was sorted by, and its id.
 *
 * @param value as text
 */
public record Cursor(String value, String id) {}
