import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'sandbox-server/**/*.test.ts',
      'src/**/*.test.ts',
      'content/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    // Processes, not threads: tests start real servers, count open sockets and listen for signals.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    // An expectation that is never reached is a failure, not a success.
    expect: { requireAssertions: true },
    restoreMocks: true,
  },
});
