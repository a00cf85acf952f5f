import { defineConfig } from '@playwright/test';

/** Debian's Chromium, with nothing that reaches out to the network by itself. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '.results',
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-features=Translate,OptimizationHints,MediaRouter',
      ],
    },
  },
});
