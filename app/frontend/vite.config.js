import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` needs an items API; the built site calls the address it was loaded from.
const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/item': api, '/items': api } },
  test: { include: ['src/**/*.test.js'] },
});
