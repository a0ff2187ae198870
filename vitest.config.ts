import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A machine that does much else beside is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Vitest leaves a core to itself, which it does not use, and tests that start servers wait a fifth of their time.
    maxWorkers: Math.max(3, availableParallelism() + 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'inside',
          include: ['tests/{unit,property,contract}/**/*.test.ts'],
          // These share the modules that they load: to load them for each is half of the time of most.
          isolate: false,
          setupFiles: ['tests/setup.ts'],
        },
      },
      { extends: true, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'] } },
    ],
  },
})
