import { useSession } from "@sallyport/client/react";
import { Profile } from "./profile";
import { SignIn } from "./sign-in";

export function App() {
  const session = useSession();
  if (session.status === "loading") return null;
  return session.status === "signed-in" ? <Profile user={session.user} /> : <SignIn />;
}
