/** What whoever runs an application on the starter sees of it. */
package dev.sallyport.operations;
