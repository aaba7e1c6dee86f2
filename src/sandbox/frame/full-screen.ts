/** An element over the whole screen; where browsers do not allow that, over the whole window. Browser-safe. */

/** What else can be open and has its own use for Escape. */
const openBefore = 'dialog[open], [role="menu"]';

interface FullScreen {
  leave(): void;
}

/**
 * Fills the screen with an element, and keeps the keyboard in it. Escape leaves; the focus stays where it is.
 * @param left called once it is over, however it ended
 */
export async function enterFullScreen(element: HTMLElement, left: () => void): Promise<FullScreen> {
  let scrolled: number | undefined = window.scrollY;
  const ending = new AbortController();
  const { signal } = ending;
  const restore = makeRestInert(element);

  const end = (): void => {
    if (signal.aborted) return;
    ending.abort();
    delete element.dataset['full'];
    restore();
    if (scrolled === undefined) document.querySelector(':target')?.scrollIntoView();
    else window.scrollTo({ top: scrolled, behavior: 'instant' });
    left();
  };
  const leave = (): void => {
    if (document.fullscreenElement === element) void document.exitFullscreen();
    else end();
  };

  element.dataset['full'] = (await fillScreen(element)) ? 'screen' : 'window';
  document.addEventListener(
    'fullscreenchange',
    () => {
      if (document.fullscreenElement !== element) end();
    },
    { signal },
  );
  // A link inside leads to another place of the page.
  window.addEventListener(
    'hashchange',
    () => {
      scrolled = undefined;
      leave();
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || document.querySelector(openBefore)) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    },
    // Before the editor, which Escape leaves otherwise.
    { signal, capture: true },
  );
  return { leave };
}

/** iPhones fill the screen with videos only; a page in a frame may be forbidden to. */
async function fillScreen(element: HTMLElement): Promise<boolean> {
  if (!document.fullscreenEnabled) return false;
  try {
    await element.requestFullscreen();
    return true;
  } catch {
    return false;
  }
}

/** Tab would go on behind the element. @returns a function that takes it back */
function makeRestInert(element: HTMLElement): () => void {
  const made: HTMLElement[] = [];
  for (let inside = element; inside.parentElement; inside = inside.parentElement) {
    for (const other of inside.parentElement.children) {
      if (other === inside || !(other instanceof HTMLElement)) continue;
      if (other.inert || other instanceof HTMLDialogElement) continue;
      other.inert = true;
      made.push(other);
    }
  }
  return () => {
    for (const other of made) other.inert = false;
  };
}
