import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { rolldown } from "rolldown";
import script from "../client/rolldown.config.js";
import { page } from "./src/texts/page.js";
import { stranger } from "./src/texts/stranger.js";

export default defineConfig({
  plugins: [pageTexts(), clientScript()],
  // The client's sources, so that demo and client cannot drift apart.
  resolve: { conditions: ["@sallyport/source", ...defaultClientConditions] },
  server: { proxy: { "/auth": "http://127.0.0.1:8080", "/api": "http://127.0.0.1:8080" } },
  build: {
    target: "es2022",
    // The built page is committed: names without hashes, and nothing in it that differs from build to build.
    modulePreload: false,
    rolldownOptions: {
      input: { app: "index.html", "other-site": "other-site.html" },
      output: { entryFileNames: "assets/[name].js", chunkFileNames: "assets/[name].js", assetFileNames: "assets/[name][extname]" },
    },
  },
});

function pageTexts(): Plugin {
  const words: Readonly<Record<string, unknown>> = { ...page, stranger: stranger.title };
  return {
    name: "page-texts",
    transformIndexHtml: (html) => html.replace(/%(\w+)%/g, (_, name: string) => String(words[name] ?? "")),
  };
}

/** The client as one script, for pages that are served beside this one and know no bundler. */
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
