import { HttpClient } from "@angular/common/http";
import { Component, inject, input, signal, type OnInit } from "@angular/core";
import { FormsModule } from "@angular/forms";
import { injectClient } from "@sallyport/client/angular";

@Component({
  selector: "app-profile",
  imports: [FormsModule],
  template: `
    <main>
      <p>Signed in as <b data-testid="signed-in">{{ username() }}</b></p>
      <form (ngSubmit)="save()">
        <label>Display name <input name="displayName" [(ngModel)]="displayName" data-testid="display-name" /></label>
        <button data-testid="save">Save</button>
        <output data-testid="saved">{{ saved() }}</output>
      </form>
      <p><button type="button" (click)="signOut()" data-testid="sign-out">Sign out</button></p>
    </main>
  `,
})
export class Profile implements OnInit {
  readonly username = input.required<string>();
  readonly displayName = signal("");
  readonly saved = signal("");
  readonly #http = inject(HttpClient);
  readonly #client = injectClient();

  ngOnInit(): void {
    this.#http.get<{ displayName: string }>("/api/profile").subscribe(({ displayName }) => this.displayName.set(displayName));
  }

  save(): void {
    this.#http.post("/api/profile", { displayName: this.displayName(), bio: "" }).subscribe({
      next: () => this.saved.set("Saved"),
      error: ({ status }: { status: number }) => this.saved.set(`Not saved (${status})`),
    });
  }

  signOut(): void {
    void this.#client.signOut();
  }
}
