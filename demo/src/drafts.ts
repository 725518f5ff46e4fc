export interface ProfileDraft {
  readonly displayName: string;
  readonly bio: string;
}

/**
 * Unsaved edits, by user. They outlive the view, so that nobody loses them when the session ends meanwhile. They are kept in
 * memory only: in a storage, the next person at this computer could read them.
 */
export type Drafts = Map<string, ProfileDraft>;
