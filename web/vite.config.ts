import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';
import { limitFirstLoad } from './limit-first-load.ts';
import { pageHeaders } from './page-headers.ts';

const env = process.env;
const gateway = env.MILLRACE_GATEWAY_URL ?? `http://127.0.0.1:${env.MILLRACE_API_PORT ?? '8080'}`;
const port = Number(env.MILLRACE_PAGE_PORT ?? '8081');

// As CloudFront does it in modules/static-site: the page and its API have one origin, so that no CORS is needed.
const proxy: Record<string, ProxyOptions> = {
  '^/api/': { target: gateway, rewrite: (path) => path.replace(/^\/api/, '') },
};

export default defineConfig({
  plugins: [react(), limitFirstLoad(120_000)],
  root: import.meta.dirname,
  build: {
    target: 'es2022',
    // A tiny file as a data address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // Whoever runs ES2022 knows `modulepreload`.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    // What the first view needs as one file: it is sent in one go anyway, and is smaller than in parts.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  server: { host: '127.0.0.1', port, strictPort: true, proxy },
  preview: { host: '127.0.0.1', port, strictPort: true, proxy, headers: pageHeaders },
});
