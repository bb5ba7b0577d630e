/** How keys are used: counted in memory beside each decision, told to the store once in a while. */
@NullMarked
package dev.latchkey.guard.usage;

import org.jspecify.annotations.NullMarked;
