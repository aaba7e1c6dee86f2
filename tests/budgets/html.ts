/** The scripts that a built page names, by when the browser loads them. */

export interface Links {
  /** Code that stands in the page. */
  inline: string[];
  /** Paths of what loads with the page. */
  first: string[];
  /** Paths of what loads when a component becomes visible or a media query matches. */
  later: string[];
}

export function linksIn(html: string): Links {
  const links: Links = { inline: [], first: [], later: [] };
  for (const [, attributes = '', code = ''] of html.matchAll(
    /<script\b([^>]*)>(.*?)<\/script>/gs,
  )) {
    const type = attribute(attributes, 'type') ?? 'module';
    const source = attribute(attributes, 'src');
    if (!/^(module|text\/javascript)$/.test(type)) continue;
    if (source !== undefined) links.first.push(pathOf(source));
    else if (code.trim() !== '') links.inline.push(code);
  }
  for (const [, attributes = ''] of html.matchAll(/<link\b([^>]*)>/g)) {
    const target = attribute(attributes, 'href');
    if (attribute(attributes, 'rel') === 'modulepreload' && target)
      links.first.push(pathOf(target));
  }
  for (const [, attributes = ''] of html.matchAll(/<astro-island\b([^>]*)>/g)) {
    const moment = attribute(attributes, 'client') ?? 'load';
    const when = ['visible', 'media'].includes(moment) ? links.later : links.first;
    for (const name of ['component-url', 'renderer-url', 'before-hydration-url']) {
      const target = attribute(attributes, name);
      if (target) when.push(pathOf(target));
    }
  }
  return links;
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}(?:=(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))`).exec(
    attributes,
  );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function pathOf(address: string): string {
  return new URL(address.replaceAll('&amp;', '&'), 'http://origin/').pathname;
}
