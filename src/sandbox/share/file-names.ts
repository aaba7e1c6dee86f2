/** Which names a reader's files may have: in links, in the playground, in the folder that is downloaded. Browser-safe. */

const extensions = ['.ts', '.js', '.mjs', '.json', '.css', '.html'];
const longest = 80;
/** Neither hidden nor a way out of the folder. */
const segment = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*$/i;
/** Names of devices on Windows, where no file can have them, whatever it ends in. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What is wrong with a name such as `chat/room.ts`, in words for the reader; undefined when nothing is. */
export function problemOfName(name: string): string | undefined {
  if (name === '') return 'A file needs a name.';
  if (name.length > longest) return `A name has at most ${longest} characters.`;
  if (!name.split('/').every((part) => segment.test(part))) {
    return 'A name has letters, digits, hyphens, underscores and dots; a slash puts it into a folder.';
  }
  const taken = name.split('/').find((part) => device.test(part));
  if (taken) return `${taken} is the name of a device on Windows, where no file can have it.`;
  if (!extensions.some((extension) => name.endsWith(extension))) {
    return `A sandbox uses files that end in ${extensions.slice(0, -1).join(', ')} or ${extensions.at(-1)}.`;
  }
  return undefined;
}

/** Whether two names are one file where capital letters make no difference, as on many systems. */
export function isSameFile(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
