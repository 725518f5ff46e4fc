import { createApp } from "vue";
import { createClient } from "@sallyport/client";
import { createSallyport } from "@sallyport/client/vue";
import App from "./App.vue";

createApp(App).use(createSallyport(createClient())).mount("#app");
