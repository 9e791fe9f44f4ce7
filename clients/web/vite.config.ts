import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// In development the pages come from Vite and everything else from the running service.
const service = process.env.STREAMVERSE_PUBLIC_URL ?? "http://localhost:8080";

const LIBRARIES =
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|openapi-fetch|@tanstack\/[\w-]+)\//;
const OURS = /\/clients\/(packages\/\w+\/src|web\/src\/(?!docs\/))/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    target: "es2022",
    // The content security policy allows no `data:` scripts, fonts or styles: keep assets as files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two files for the first page, not seven: smaller when packed, and the first changes rarely.
          groups: [
            { name: "engine", test: LIBRARIES, tags: ["$initial"] },
            { name: "first", test: OURS, tags: ["$initial"] },
          ],
        },
      },
      input: {
        site: `${import.meta.dirname}/index.html`,
        docs: `${import.meta.dirname}/docs.html`,
      },
    },
  },
  server: { proxy: { "/api": service, "/media": service } },
});
