/** The dialog that asks for a sign-in of this moment. */
export const stepUp = {
  heading: "Is it still you?",
  why: "This changes who can get into your account, so it wants a sign-in of the last few minutes. A session that was stolen, or left open on a screen, must not be enough to open another way in.",
  who: "You are signed in as ",
  submit: "Continue",
  busy: "Checking…",
  cancel: "Cancel",
  rejected: "That password does not match. Please try again.",
  or: "or, without a password",
  comeBack: "You will come back to this page. Then press once more what you pressed just now.",
  otherwise: "No password here? Cancel, sign out, and sign in again the way you came: right after that nothing is asked.",
};
