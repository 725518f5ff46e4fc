import { provideHttpClient, withFetch, withInterceptors } from "@angular/common/http";
import { provideZonelessChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { createClient } from "@sallyport/client";
import { provideSallyport, sallyportInterceptor } from "@sallyport/client/angular";
import { App } from "./app.js";

await bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    provideSallyport(createClient()),
    provideHttpClient(withFetch(), withInterceptors([sallyportInterceptor])),
  ],
});
