import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { texts } from "./src/texts.js";

export default defineConfig({
  plugins: [pageTexts()],
  // The client's sources, so that demo and client cannot drift apart.
  resolve: { conditions: ["@sallyport/source", ...defaultClientConditions] },
  server: { proxy: { "/auth": "http://127.0.0.1:8080", "/api": "http://127.0.0.1:8080" } },
  build: {
    target: "es2022",
    // The built page is committed: names without hashes, and nothing in it that differs from build to build.
    modulePreload: false,
    rolldownOptions: {
      output: { entryFileNames: "assets/app.js", chunkFileNames: "assets/[name].js", assetFileNames: "assets/app[extname]" },
    },
  },
});

function pageTexts(): Plugin {
  const words: Record<string, string> = texts.page;
  return {
    name: "page-texts",
    transformIndexHtml: (html) => html.replace(/%(\w+)%/g, (_, name: string) => words[name] ?? ""),
  };
}
