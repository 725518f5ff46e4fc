/** What a page without a bundler gets from one `<script src="sallyport.js">`, as the global `Sallyport`. */
export { headerTransport } from "./header.js";
export { createClient, SallyportError } from "./index.js";
export { memoryTransport } from "./memory.js";
