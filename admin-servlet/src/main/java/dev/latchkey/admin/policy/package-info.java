/** What the plan of an account allows. */
@NullMarked
package dev.latchkey.admin.policy;

import org.jspecify.annotations.NullMarked;
