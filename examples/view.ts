import { SallyportError, type Client, type Session, type Visitor } from "@sallyport/client";

/** How the example in question reads and saves; the rest of the page is the same for all that use no framework. */
export interface Profile {
  load(): Promise<string>;
  save(displayName: string): Promise<void>;
}

export function mount(client: Client, { load, save }: Profile): void {
  const form = element(document, "sign-in", HTMLFormElement);
  const inside = element(document, "inside", HTMLElement);
  const who = element(inside, "who", HTMLElement);
  const profile = element(inside, "profile", HTMLFormElement);
  const saved = element(inside, "saved", HTMLOutputElement);
  const problem = element(form, "problem", HTMLElement);

  const show = async (answer: Session | Visitor) => {
    form.hidden = answer.authenticated;
    inside.hidden = !answer.authenticated;
    const username = answer.authenticated ? answer.user.username : "";
    // A renewal is told of, too: what is being typed must not be loaded over.
    if (username === who.textContent) return;
    who.textContent = username;
    if (username) field(profile, "displayName").value = await load();
  };
  client.onChange((answer) => void show(answer));
  void client.ready.then(show);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await client.signIn({ username: field(form, "username").value, password: field(form, "password").value });
      form.reset();
    } catch (error) {
      if (!(error instanceof SallyportError)) throw error;
      problem.textContent = error.code === "credentials_rejected" ? "That does not match." : error.message;
    }
  });
  profile.addEventListener("submit", async (event) => {
    event.preventDefault();
    await save(field(profile, "displayName").value);
    saved.value = "Saved";
  });
  element(inside, "sign-out", HTMLButtonElement).addEventListener("click", () => void client.signOut());
}

function element<T extends HTMLElement>(within: ParentNode, id: string, type: new () => T): T {
  const found = within.querySelector(`#${id}`);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}
