/** What guards that only observe would have refused. */
@NullMarked
package dev.latchkey.admin.observe;

import org.jspecify.annotations.NullMarked;
