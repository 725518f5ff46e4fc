import { useEffect, useRef, useState } from "react";
import { useClient, useSession } from "@sallyport/client/react";
import { AccountView } from "./account-view";
import { AdminView } from "./admin-view";
import type { Product } from "./api";
import type { Basket } from "./basket";
import { OrdersView } from "./orders-view";
import { PasswordDialog } from "./password-dialog";
import { explain } from "./problem";
import { ProductsView } from "./products-view";
import { SignInView } from "./sign-in-view";
import { useView, views, type View } from "./use-view";

export function App() {
  const session = useSession();
  const view = useView();
  const [basket, setBasket] = useState<Basket>(new Map());

  const show = (product: Product, quantity: number) =>
    setBasket((before) => new Map([...before, [product.id, { product, quantity }] as const].filter(([, line]) => line.quantity > 0)));

  return (
    <>
      <Header view={view} count={[...basket.values()].reduce((sum, line) => sum + line.quantity, 0)} />
      <main>
        <Heading key={view} text={views[view]} />
        {view === "products" && <ProductsView basket={basket} onQuantity={show} onOrdered={() => setBasket(new Map())} />}
        {view !== "products" && session.status === "loading" && <p className="quiet">One moment …</p>}
        {session.status === "unavailable" && (
          <p role="status" className="problem">
            {explain(session.error)} Trying again …
          </p>
        )}
        {view !== "products" && session.status === "signed-out" && <SignInView />}
        {view !== "products" && session.status === "signed-in" && <Inside view={view} key={session.user.id} />}
      </main>
      <PasswordDialog />
    </>
  );
}

function Inside({ view }: { readonly view: View }) {
  if (view === "orders") return <OrdersView />;
  if (view === "account") return <AccountView />;
  if (view === "staff") return <AdminView />;
  return <p>You are signed in.</p>;
}

/** Takes the focus when the view changes, as a page that was loaded would. */
function Heading({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} · Mill Lane Shop`;
    if (location.hash) heading.current?.focus();
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}

function Header({ view, count }: { readonly view: View; readonly count: number }) {
  const client = useClient();
  const session = useSession();
  const user = session.status === "signed-in" ? session.user : undefined;
  // Which links there are is a courtesy: what somebody may see, the server decides.
  const shown: View[] = ["products", ...(user ? (["orders", "account"] as const) : []), ...(user?.roles.includes("ADMIN") ? (["staff"] as const) : [])];
  return (
    <header>
      <a className="brand" href="#/products">
        Mill Lane Shop
      </a>
      <nav aria-label="Shop">
        {shown.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={name === view ? "page" : undefined}>
            {views[name]}
            {name === "products" && count > 0 && <span className="count">{count}</span>}
          </a>
        ))}
      </nav>
      <div className="who">
        {user && <span>{user.username}</span>}
        {user && <button onClick={() => void client.signOut()}>Sign out</button>}
        {session.status === "signed-out" && view !== "sign-in" && (
          <a className="button" href="#/sign-in">
            Sign in
          </a>
        )}
      </div>
    </header>
  );
}
