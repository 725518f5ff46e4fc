import { useState, type FormEvent } from "react";
import { post, type Account } from "./api";
import { explain } from "./problem";
import { Status } from "./status";
import { useLoaded } from "./use-loaded";

export function AccountView() {
  const account = useLoaded<Account>("/api/account");
  if (account.status !== "loaded") return <Status loaded={account} />;
  return (
    <div className="card">
      <dl>
        <dt>Name</dt>
        <dd>{account.value.username}</dd>
        <dt>E-mail</dt>
        <dd>{account.value.email}</dd>
      </dl>
      <AddressForm address={account.value.address} />
    </div>
  );
}

function AddressForm({ address }: { readonly address: string }) {
  const [saved, setSaved] = useState("");
  const [problem, setProblem] = useState("");

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("address"));
    setSaved("");
    setProblem("");
    try {
      // After a while the server wants a recent sign-in for this. The client asks for the password and sends it again.
      const now = await post<Account>("/api/account/address", { address: typed });
      setSaved(`Parcels go to ${now.address} from now on.`);
    } catch (error) {
      setProblem(explain(error));
    }
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <label>
        Delivery address
        <input name="address" autoComplete="street-address" defaultValue={address} maxLength={200} required />
      </label>
      <button className="main">Save</button>
      {/* Both are there before they say something: only then is it read aloud. */}
      <p role="alert" hidden={saved !== ""}>
        {problem}
      </p>
      <p role="status">{saved}</p>
    </form>
  );
}
