import type { Metadata } from "next";
import type { ReactNode } from "react";
import "../../style.css";

export const metadata: Metadata = { title: "Sallyport with Next", icons: { icon: "data:," } };

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <h1>Next</h1>
        {children}
      </body>
    </html>
  );
}
