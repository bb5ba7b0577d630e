/** The admin servlet: puts its rooms together, and stands between them and the servlet API. */
@NullMarked
package dev.latchkey.admin;

import org.jspecify.annotations.NullMarked;
