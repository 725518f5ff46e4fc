/** The dialog that asks for a recent sign-in. */
export const stepUp = {
  heading: "Is it still you?",
  why: "This changes who can get into your account, so it needs a sign-in within the last few minutes. A stolen session, or one left open on a screen, must not be enough for that.",
  who: "You are signed in as ",
  submit: "Continue",
  busy: "Checking…",
  cancel: "Cancel",
  rejected: "That password does not match. Please try again.",
  or: "or, without a password",
  comeBack: "You will come back to this page. Then press the same button once more.",
  otherwise: "No password here? Cancel, sign out, and sign in again the way you came. Right after a sign-in this question is not asked.",
};
