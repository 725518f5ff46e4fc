const client = Sallyport.createClient();
const form = document.querySelector("form");
const output = document.querySelector("output");

client.onChange(async (session) => {
  form.hidden = session.authenticated;
  output.textContent = session.authenticated ? await (await client.fetch("/api/orders")).text() : "";
});
client.session();

form.onsubmit = async (event) => {
  event.preventDefault();
  try {
    await client.signIn({ username: form.username.value, password: form.password.value });
  } catch (error) {
    output.textContent = error.message;
  }
};
