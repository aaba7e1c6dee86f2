import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/chromium.ts';
import { hostRules } from './tests/support/hosts.ts';

const { args = [], ...launch } = launchOptions();

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/build-first.ts',
  outputDir: 'test-results',
  // Each worker starts its own server, so tests in different files do not see each other.
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    // The whole suite runs as in a room without internet: no name but localhost and room.test resolves.
    launchOptions: { ...launch, args: [...args, `--host-resolver-rules=${hostRules}`] },
    // Less than a test may take, so that it is the step that is named.
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
  },
});
