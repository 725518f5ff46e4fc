/** The only place where SQL is spoken. */
@NullMarked
package dev.sallyport.session.jdbc;

import org.jspecify.annotations.NullMarked;
