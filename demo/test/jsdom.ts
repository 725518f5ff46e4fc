/** What jsdom lacks of dialogs: that they open, close and say so. Keys, focus and what lies beneath are for real browsers. */
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

/** It lays nothing out, so nothing is ever out of view. */
Element.prototype.scrollIntoView = () => {};
