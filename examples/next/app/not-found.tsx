/** Next's own page for this is styled inline, which the policy forbids. */
export default function NotFound() {
  return <p>There is no such page.</p>;
}
