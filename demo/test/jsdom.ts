/** The dialog methods that jsdom lacks: opening, closing and the close event. Keys, focus and inertness are tested in real browsers. */
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement, value?: string) {
    if (!this.open) return;
    this.open = false;
    if (value !== undefined) this.returnValue = value;
    queueMicrotask(() => this.dispatchEvent(new Event("close")));
  },
  returnValue: "",
});

/** jsdom has no layout, so no element is ever out of view. */
Element.prototype.scrollIntoView = () => {};
