import { acceptOf, concatenated } from './accept.ts';
import { sha1 } from './sha1.ts';

/** The key of the example in RFC 6455, section 1.3. Paste one of your own into the field. */
const example = 'dGhlIHNhbXBsZSBub25jZQ==';

const key = document.createElement('input');
const steps = document.createElement('dl');
const label = document.createElement('label');
key.value = example;
key.spellcheck = false;
label.append('Sec-WebSocket-Key', key);
document.body.append(label, steps);

function show(): void {
  steps.replaceChildren();
  const digest = sha1(new TextEncoder().encode(concatenated(key.value)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  add('1. The key, and the text that never changes', concatenated(key.value));
  add(`2. Its SHA-1, ${digest.length} bytes`, hex);
  add('3. Those bytes in base64: Sec-WebSocket-Accept', acceptOf(key.value));
}

function add(name: string, value: string): void {
  const term = document.createElement('dt');
  const description = document.createElement('dd');
  term.textContent = name;
  description.textContent = value;
  steps.append(term, description);
}

key.addEventListener('input', show);
show();
