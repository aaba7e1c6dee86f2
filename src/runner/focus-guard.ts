/** Lets a document take the focus only after the reader has used it: the reader is typing in the editor when it starts. */
export function guardFocus(realm: Window & typeof globalThis): void {
  let used = false;
  for (const type of ['pointerdown', 'keydown', 'focusin'] as const) {
    realm.addEventListener(
      type,
      (event) => {
        used ||= event.isTrusted;
      },
      { capture: true },
    );
  }
  for (const prototype of [realm.HTMLElement.prototype, realm.SVGElement.prototype]) {
    const native = prototype.focus;
    prototype.focus = function focus(...args: Parameters<typeof native>) {
      if (used) native.apply(this, args);
    };
  }
  const native = realm.focus;
  realm.focus = () => {
    if (used) native.call(realm);
  };
}
