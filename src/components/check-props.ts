import type { z } from 'astro/zod';

interface Use {
  props: Record<string, unknown>;
  url: URL;
}

/**
 * Checks the props of a component that lessons use: `astro check` does not look inside MDX.
 * Give it the component's `Astro`. Throws a message for the lesson's author.
 */
export function checkProps<Schema extends z.ZodObject>(
  component: string,
  schema: Schema,
  { props, url }: Use,
): z.output<Schema> {
  // Astro hands the class of the surrounding scoped styles down as a prop.
  const { class: _, ...given } = props;
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  const names = Object.keys(schema.shape).join(', ') || 'none';
  throw new Error(
    `<${component}> on ${url.pathname} has props that it cannot use. ${problems.join('. ')}. Its props are: ${names}. src/components/${component}.astro says what each one means.`,
  );
}

/** Refuses a component that says nothing: what it shows stands between its tags. */
export function checkContent(
  component: string,
  { slots, url }: { slots: { has(name: string): boolean }; url: URL },
): void {
  if (slots.has('default')) return;
  throw new Error(
    `<${component}> on ${url.pathname} is empty. What it shows stands between its tags: <${component}>…</${component}>.`,
  );
}
