import "./styles/other-site.css";
import { otherSiteOrigin } from "./other-site-origin.js";
import { otherSitePage } from "./views/other-site-page.js";

document.body.append(otherSitePage(otherSiteOrigin(location)));
