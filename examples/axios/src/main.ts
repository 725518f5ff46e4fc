import axios from "axios";
import { createClient } from "@sallyport/client";
import { sallyportAxios } from "@sallyport/client/axios";
import { mount } from "../../view.js";

const client = createClient();
const api = axios.create({ baseURL: "/api" });
sallyportAxios(client, api);

mount(client, {
  load: async () => (await api.get<{ displayName: string }>("/profile")).data.displayName,
  save: async (displayName) => {
    await api.post("/profile", { displayName, bio: "" });
  },
});
