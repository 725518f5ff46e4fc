import { createClient } from "@sallyport/client";
import { askPassword, closeQuestion } from "./password-question";
import { explain } from "./problem";

/** The one client of the page. It asks for the password when the server wants a recent sign-in, and then sends the request again. */
export const client = createClient({
  stepUp: async (refusal) => {
    const password = await askPassword(refusal ? explain(refusal) : "");
    const username = client.current?.authenticated ? client.current.user.username : "";
    return password === undefined ? false : { username, password };
  },
});

// A sign-in that went well is a change. One that did not is asked for again, in the dialog that is still open.
client.onChange(closeQuestion);
