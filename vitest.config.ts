import { defineConfig } from 'vitest/config'

/** Slow checks stay out of every other project. */
const long = '**/*.long.test.ts'

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['*.test.ts', '{analytics,contract,cli,simulator,web}/src/**/*.test.{ts,tsx}'],
          exclude: [long],
          isolate: false,
        },
      },
      {
        // One database for each worker, and in it a fresh ecosystem for each test: see server/src/testing.ts.
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts'],
          exclude: [long],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // A real server and a real browser: each file has both cores to itself.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [long],
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['{analytics,contract,server,simulator,web,cli,e2e}/**/*.long.test.ts'],
          exclude: ['**/node_modules/**'],
          maxWorkers: 1,
          testTimeout: 30 * 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
