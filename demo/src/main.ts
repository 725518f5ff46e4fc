import "./styles/all.css";
import { startApp } from "./start-app.js";

void startApp(document.body, (input, init) => fetch(input, init));
