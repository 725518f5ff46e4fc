import { createClient } from "@sallyport/client";
import { askPassword, currentQuestion } from "./password-question";
import { explain } from "./problem";

/** The one client of the page. It asks for the password when the server wants a recent sign-in, and then sends the request again. */
export const client = createClient({
  stepUp: async (refusal) => {
    const password = await askPassword(refusal ? explain(refusal) : "");
    const username = client.current?.authenticated ? client.current.user.username : "";
    return password === undefined ? false : { username, password };
  },
});

// The dialog stays open until the sign-in has gone well, or until there is nobody left to ask. A refresh amid the typing is no reason.
client.onChange(({ authenticated }) => {
  const question = currentQuestion();
  if (!authenticated || question?.answered) question?.answer();
});
