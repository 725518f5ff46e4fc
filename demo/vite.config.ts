import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { rolldown } from "rolldown";
import script from "../client/rolldown.config.js";
import { page } from "./src/texts/page.js";
import { otherSitePage } from "./src/texts/other-site-page.js";

export default defineConfig({
  plugins: [pageTexts(), clientScript()],
  // Builds from the sources of the client, so that demo and client always match.
  resolve: { conditions: ["@sallyport/source", ...defaultClientConditions] },
  server: { proxy: { "/auth": "http://127.0.0.1:8080", "/api": "http://127.0.0.1:8080" } },
  build: {
    target: "es2022",
    // The built page is committed, so file names have no hashes and two builds of the same sources are identical.
    modulePreload: false,
    rolldownOptions: {
      input: { app: "index.html", "other-site": "other-site.html" },
      output: { entryFileNames: "assets/[name].js", chunkFileNames: "assets/[name].js", assetFileNames: "assets/[name][extname]" },
    },
  },
});

function pageTexts(): Plugin {
  const words: Readonly<Record<string, unknown>> = { ...page, otherSiteTitle: otherSitePage.title };
  return {
    name: "page-texts",
    transformIndexHtml: (html) => html.replace(/%(\w+)%/g, (_, name: string) => String(words[name] ?? "")),
  };
}

/** The client as one script, for pages without a bundler that are served beside this one. */
function clientScript(): Plugin {
  return {
    name: "client-script",
    async generateBundle() {
      const bundle = await rolldown({ input: script.input, platform: script.platform });
      const { file: _, ...output } = script.output;
      const { output: [chunk] } = await bundle.generate(output);
      this.emitFile({ type: "asset", fileName: "assets/sallyport.js", source: chunk.code });
    },
  };
}
