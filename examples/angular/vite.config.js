import linker from "@angular/compiler-cli/linker/babel";
import { transformAsync } from "@babel/core";
import { defineConfig } from "vite";
import { proxy } from "../gate.js";

// Angular's packages come half compiled. Left so, the rest would be done in the browser, with an `eval` that no strict
// policy allows.
export default defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: false },
  preview: { proxy },
  plugins: [
    {
      name: "angular-linker",
      async transform(code, id) {
        if (!/[\\/]@angular[\\/]/.test(id) || !code.includes("ɵɵngDeclare")) return undefined;
        const linked = await transformAsync(code, { filename: id, plugins: [linker], compact: false, configFile: false, babelrc: false });
        return { code: linked?.code ?? code, map: null };
      },
    },
  ],
});
