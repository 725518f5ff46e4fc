import type { NextConfig } from "next";

export default {
  // The app's own word for it, in place of what a folder further up may look like.
  turbopack: { root: `${import.meta.dirname}/../..` },
} satisfies NextConfig;
