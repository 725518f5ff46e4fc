/**
 * What a person types in to sign in.
 *
 * @example
 * ```ts
 * const credentials: Credentials = { username: "ada", password: field.value };
 * ```
 */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}
