import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "../../style.css";

export const metadata: Metadata = { title: "Sallyport with Next", icons: { icon: "data:," } };

export default async function Layout({ children }: { readonly children: ReactNode }) {
  // No page may be drawn ahead, "not found" neither: its scripts would lack the nonce of the request.
  await connection();
  return (
    <html lang="en">
      <body>
        <h1>Next</h1>
        {children}
      </body>
    </html>
  );
}
