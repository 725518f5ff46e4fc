/** A list that is not there yet, or could not be loaded. */
export function Status({ loaded }: { readonly loaded: { status: "loading" } | { status: "failed"; problem: string; again: () => void } }) {
  if (loaded.status === "loading") return <p className="quiet">One moment …</p>;
  return (
    <div role="alert" className="problem">
      <p>{loaded.problem}</p>
      <button onClick={loaded.again}>Try again</button>
    </div>
  );
}
