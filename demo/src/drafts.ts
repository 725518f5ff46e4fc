export interface ProfileDraft {
  readonly displayName: string;
  readonly bio: string;
}

/**
 * Unsaved edits outlive the view, so that a session that ends meanwhile costs nobody their words. They are kept for
 * each person, in memory only: storage would show them to the next person at this computer.
 */
export type Drafts = Map<string, ProfileDraft>;
