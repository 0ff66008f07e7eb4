import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// During `npm run dev` everything but the page itself comes from a running gateway.
const gateway = process.env.CAELUM_GATEWAY ?? 'http://127.0.0.1:8780';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  build: {
    outDir: process.env.CAELUM_WEBUI_OUT ?? '../../../target/webui',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for scripts and fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: Object.fromEntries(
      ['/identity', '/compute', '/trace', '/dashboard/config.json'].map((path) => [path, gateway]),
    ),
  },
  test: { include: ['src/**/*.test.ts'] },
});
