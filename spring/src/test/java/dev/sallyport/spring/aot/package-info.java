/** Applications that Spring has processed ahead of time. */
package dev.sallyport.spring.aot;
