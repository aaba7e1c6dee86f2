/**
 * Where the browser tests get their Chromium from. `npm test` obtains one up front and hands it on in
 * `CHROMIUM_PATH`; a test that is run alone looks for itself and never installs anything.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

export interface Chromium {
  /** Absolute path of the program. */
  executablePath: string;
  /** `system`: installed on the machine; `playwright`: downloaded by Playwright. */
  origin: 'system' | 'playwright';
}

/** What a system Chromium needs to run headless, as root and without a network, and to stay silent about it. */
const systemArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The headless shell is the same engine without the windows of a browser, which nobody sees here, and half as fast again. */
const programs = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const howToGetChromium = `No Chromium was found, and none could be installed. Do one of these, then run the tests again:
  npx playwright install --with-deps chromium     downloads one (needs the internet)
  sudo apt-get install chromium-headless-shell    Debian
  sudo apt-get install chromium                   Debian, Ubuntu
  CHROMIUM_PATH=/path/to/chromium npm test        uses one that you have`;

/**
 * The Chromium that is there: `CHROMIUM_PATH`, else one on `PATH`, else Playwright's own.
 * A `CHROMIUM_PATH` that names nothing is an error, so that a typing mistake does not test another browser.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): Chromium | undefined {
  const asked = environment['CHROMIUM_PATH'];
  if (asked) {
    if (!isProgram(asked)) {
      throw new Error(
        `CHROMIUM_PATH is "${asked}", and there is no program of that name. Correct it, or unset it to have one found.`,
      );
    }
    return { executablePath: asked, origin: asked === playwrightPath() ? 'playwright' : 'system' };
  }
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const candidates = programs.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  // A program that does not answer is a stub: Ubuntu's `chromium-browser` only says how to install a snap.
  const system = [...candidates, ...applications].find((file) => isProgram(file) && answers(file));
  if (system) return { executablePath: system, origin: 'system' };
  return existsSync(playwrightPath())
    ? { executablePath: playwrightPath(), origin: 'playwright' }
    : undefined;
}

/**
 * The same, and where there is none, installs one: with Playwright, else as root with Debian's package.
 * @throws with what to do when none can be had; on a machine without a network, within seconds
 */
export function obtainChromium(say: (line: string) => void): Chromium {
  const found = findChromium();
  if (found) return found;
  const debianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  const install = (program: string, ...options: string[]): void => {
    say(`No Chromium here yet, so: ${program} ${options.join(' ')}`);
    // Standard output belongs to the caller's report, so what the installers say goes to standard error.
    spawnSync(program, options, { stdio: ['ignore', 2, 2], timeout: 300_000, env: installing() });
  };

  install('npx', 'playwright', 'install', 'chromium');
  if (findChromium()) {
    if (debianRoot) install('npx', 'playwright', 'install-deps', 'chromium');
  } else if (debianRoot) {
    install('apt-get', ...patience, 'update');
    // Not every Debian has the shell.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if (!findChromium()) install('apt-get', ...patience, 'install', '-y', name);
    }
  }
  const installed = findChromium();
  if (!installed) throw new Error(howToGetChromium);
  return installed;
}

/** Playwright's launch options for the Chromium that is there. @throws with what to do when there is none */
export function launchOptions(): LaunchOptions {
  const found = findChromium();
  if (!found) throw new Error(howToGetChromium);
  // Workers inherit it and need not look again.
  process.env['CHROMIUM_PATH'] = found.executablePath;
  return found.origin === 'system'
    ? { executablePath: found.executablePath, args: systemArguments }
    : { executablePath: found.executablePath };
}

/** Bounded, so that a machine whose network swallows everything gives up soon. */
const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15'];

function installing(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  };
}

function playwrightPath(): string {
  return chromium.executablePath();
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function answers(file: string): boolean {
  const { stdout, status } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 && /chrom/i.test(stdout);
}
