import type { RolldownOptions } from "rolldown";

/** The whole client as one script, for pages without a bundler. */
export default {
  input: `${import.meta.dirname}/src/script.ts`,
  platform: "browser",
  output: {
    file: `${import.meta.dirname}/dist/sallyport.js`,
    format: "iife",
    name: "Sallyport",
    minify: true,
    codeSplitting: false,
    postBanner: "/*! @sallyport/client, Apache-2.0 */",
  },
} satisfies RolldownOptions;
