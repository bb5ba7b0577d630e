/** Who is acting, and what that lets them do. */
@NullMarked
package dev.latchkey.admin.access;

import org.jspecify.annotations.NullMarked;
