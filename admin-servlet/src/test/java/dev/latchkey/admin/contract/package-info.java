/**
 * The contract and its keeper: checks that what the admin servlet says on the wire is what {@code
 * openapi.json} promises. Tests of any room hand their exchanges to {@link
 * dev.latchkey.admin.contract.OpenApiContract}.
 */
@NullMarked
package dev.latchkey.admin.contract;

import org.jspecify.annotations.NullMarked;
