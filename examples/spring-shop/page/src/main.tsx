import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { SallyportProvider } from "@sallyport/client/react";
import { App } from "./app";
import { client } from "./client";
import "./style.css";
import "./views.css";

createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <SallyportProvider client={client}>
      <App />
    </SallyportProvider>
  </StrictMode>,
);
