import { Component, computed } from "@angular/core";
import { injectSession, injectUnavailable } from "@sallyport/client/angular";
import { Profile } from "./profile.js";
import { SignIn } from "./sign-in.js";

@Component({
  selector: "app-root",
  imports: [Profile, SignIn],
  template: `
    @if (username(); as name) {
      <app-profile [username]="name" />
    } @else if (visitor()) {
      <app-sign-in />
    } @else if (unavailable(); as error) {
      <p role="status">No answer yet ({{ error.code }}). Trying again …</p>
    }
  `,
})
export class App {
  readonly #session = injectSession();
  readonly unavailable = injectUnavailable();
  readonly username = computed(() => {
    const answer = this.#session();
    return answer?.authenticated ? answer.user.username : undefined;
  });
  // With a refresh cookie the person may well be signed in: the first answer is still to come.
  readonly visitor = computed(() => {
    const answer = this.#session();
    return answer?.authenticated === false && !answer.refreshable;
  });
}
