import { Component, signal } from "@angular/core";
import { FormsModule } from "@angular/forms";
import { SallyportError } from "@sallyport/client";
import { injectClient } from "@sallyport/client/angular";

@Component({
  selector: "app-sign-in",
  imports: [FormsModule],
  template: `
    <form (ngSubmit)="signIn()">
      <label>
        Username
        <input name="username" autocomplete="username" required [(ngModel)]="username" data-testid="username" />
      </label>
      <label>
        Password
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          [(ngModel)]="password"
          data-testid="password"
        />
      </label>
      <button data-testid="sign-in">Sign in</button>
      <p role="alert">{{ problem() }}</p>
    </form>
  `,
})
export class SignIn {
  readonly #client = injectClient();
  readonly username = signal("");
  readonly password = signal("");
  readonly problem = signal("");

  async signIn(): Promise<void> {
    this.problem.set("");
    try {
      await this.#client.signIn({ username: this.username(), password: this.password() });
    } catch (error) {
      if (!(error instanceof SallyportError)) throw error;
      this.problem.set(error.code === "credentials_rejected" ? "That does not match." : error.message);
    }
  }
}
