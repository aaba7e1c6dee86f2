/** The composer's elements, which `Composer.astro` writes into the page. Browser only. */

export type Parts = ReturnType<typeof partsOf>;

export function partsOf(composer: HTMLElement) {
  const find = <Part extends Element>(name: string, type: new () => Part): Part => {
    const part = composer.querySelector(`[data-part="${name}"]`);
    if (!(part instanceof type))
      throw new Error(`Composer.astro has no ${type.name} with data-part="${name}".`);
    return part;
  };
  return {
    preset: find('preset', HTMLSelectElement),
    text: find('text', HTMLTextAreaElement),
    backdrop: find('backdrop', HTMLPreElement),
    lineEnd: find('lineEnd', HTMLSelectElement),
    every: find('every', HTMLSelectElement),
    end: find('end', HTMLSelectElement),
    chunks: find('chunks', HTMLOListElement),
    question: find('question', HTMLElement),
    choices: find('choices', HTMLElement),
    send: find('send', HTMLButtonElement),
    stop: find('stop', HTMLButtonElement),
    status: find('status', HTMLElement),
    verdict: find('verdict', HTMLElement),
    log: find('log', HTMLOListElement),
  };
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  node.className = className;
  node.append(...children);
  return node;
}
