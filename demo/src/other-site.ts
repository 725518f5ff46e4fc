import "./styles/other-site.css";
import { counterpart } from "./counterpart.js";
import { strangersPage } from "./views/stranger.js";

document.body.append(strangersPage(counterpart(location)));
