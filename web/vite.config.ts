/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server; the built panel is served by the server itself. */
const server = process.env['SWITCHBOARD_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      output: {
        // Libraries change seldom: apart from our code they stay in the browser's cache.
        manualChunks: { vendor: ['react', 'react-dom/client', '@tanstack/react-query', 'i18next'] },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/f/': { target: server },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
