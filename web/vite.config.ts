import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The build lands inside the Python package: users of the wheel need no Node.
// `npm run dev` talks to a desk started by `oathbook serve --no-token --port 8930`.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    outDir: '../src/oathbook/desk/static',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8930' } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
