// @ts-check
/// <reference path="./sallyport.d.ts" />

const client = Sallyport.createClient();
const signIn = /** @type {HTMLFormElement} */ (document.querySelector("#sign-in"));
const inside = /** @type {HTMLElement} */ (document.querySelector("#inside"));
const who = /** @type {HTMLElement} */ (document.querySelector("#who"));
const profile = /** @type {HTMLFormElement} */ (document.querySelector("#profile"));
const saved = /** @type {HTMLOutputElement} */ (document.querySelector("#saved"));
const problem = /** @type {HTMLElement} */ (document.querySelector("#problem"));
const signOut = /** @type {HTMLButtonElement} */ (document.querySelector("#sign-out"));

/** @param {import("@sallyport/client").Session | import("@sallyport/client").Visitor} answer */
async function show(answer) {
  signIn.hidden = answer.authenticated;
  inside.hidden = !answer.authenticated;
  // A renewal is told of, too: what is being typed must not be loaded over.
  if (!answer.authenticated || who.textContent === answer.user.username) return;
  who.textContent = answer.user.username;
  const response = await client.fetch("/api/profile");
  if (response.ok) profile["displayName"].value = (await response.json()).displayName;
}

client.onChange(show);
client.onSignedOut(() => {
  who.textContent = "";
});
client.ready.then(show);

signIn.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  try {
    await client.signIn({ username: signIn["username"].value, password: signIn["password"].value });
    signIn.reset();
  } catch (error) {
    if (!(error instanceof Sallyport.SallyportError)) throw error;
    problem.textContent = error.code === "credentials_rejected" ? "That does not match." : error.message;
  }
});

profile.addEventListener("submit", async (event) => {
  event.preventDefault();
  const response = await client.fetch("/api/profile", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ displayName: profile["displayName"].value, bio: "" }),
  });
  saved.value = response.ok ? "Saved" : `Not saved (${response.status})`;
});

signOut.addEventListener("click", () => client.signOut());
