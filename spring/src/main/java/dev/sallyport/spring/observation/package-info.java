/** What whoever runs the application sees of the gate: counts, observations, health. */
@NullMarked
package dev.sallyport.spring.observation;

import org.jspecify.annotations.NullMarked;
