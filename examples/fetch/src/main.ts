import { interceptFetch } from "@sallyport/client/fetch";
import { mount } from "../../view.js";
import { loadDisplayName, saveDisplayName } from "./api.js";

// Before anything calls fetch.
const { client } = interceptFetch();
mount(client, { load: loadDisplayName, save: saveDisplayName });
