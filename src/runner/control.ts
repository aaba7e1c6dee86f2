/** What a message means: when a run starts, and when nothing happens. Browser-safe. */
import { RUN_FILE, type RunSettings, type Theme } from './protocol.ts';

/** A run that was asked for. */
export interface Asked {
  settings: RunSettings;
  /** The reader's files by path. */
  files: ReadonlyMap<string, string>;
}

/** Sandpack adds it to every sandbox; it says nothing that a run needs. */
const packageFile = '/package.json';

export class CompileFilter {
  #last: string | undefined;
  #run: string | undefined;

  /**
   * `ignore`: the same files as before, which Sandpack sends twice when it loads. `rest`: nobody has asked for a run.
   * @param modules as the message has them
   */
  judge(modules: unknown): Asked | 'ignore' | 'rest' {
    const text = JSON.stringify(modules);
    if (text === this.#last) return 'ignore';
    this.#last = text;
    const files = filesOf(modules);
    const settings = settingsOf(files.get(RUN_FILE));
    if (!settings || settings.run === this.#run) return 'rest';
    this.#run = settings.run;
    files.delete(RUN_FILE);
    files.delete(packageFile);
    return { settings, files };
  }
}

function filesOf(modules: unknown): Map<string, string> {
  if (typeof modules !== 'object' || modules === null) return new Map();
  return new Map(
    Object.entries(modules).flatMap(([path, module]: [string, unknown]): [string, string][] => {
      const code = (module as { code?: unknown } | null)?.code;
      return typeof code === 'string' ? [[path.replace(/^\/*/, '/'), code]] : [];
    }),
  );
}

function settingsOf(text: string | undefined): RunSettings | undefined {
  try {
    const { run, base, theme, random } = JSON.parse(text ?? '') as Partial<RunSettings>;
    if (typeof run !== 'string' || typeof base !== 'string') return undefined;
    if (!/^https?:$/.test(new URL(base).protocol)) return undefined;
    const settings = { run, base, theme: themeOf(theme) };
    return typeof random === 'number' ? { ...settings, random } : settings;
  } catch {
    return undefined;
  }
}

function themeOf(theme: unknown): Theme {
  return theme === 'dark' ? 'dark' : 'light';
}
