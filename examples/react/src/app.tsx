import { useSession } from "@sallyport/client/react";
import { Profile } from "./profile";
import { SignIn } from "./sign-in";

export function App() {
  const session = useSession();
  if (session.status === "loading") return null;
  if (session.status === "unavailable") return <p role="status">No answer yet ({session.error.code}). Trying again …</p>;
  return session.status === "signed-in" ? <Profile user={session.user} /> : <SignIn />;
}
