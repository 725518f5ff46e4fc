import { headers } from "next/headers";
import { readSession } from "@sallyport/client/server";
import { Inside } from "./inside";

const server = process.env["SALLYPORT_URL"] ?? "http://127.0.0.1:8080";

/** Drawn for each request with who is signed in; what is not settled here the page settles in the browser. */
export default async function Page() {
  const initial = await readSession({ url: server, headers: await headers() }).then(
    ({ session }) => session,
    () => undefined,
  );
  return <Inside initial={initial} />;
}
