import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// One door today, the vendor's; the partners' portal becomes a second input over the same source.
export default defineConfig({
  plugins: [react()],
  // No inlined fonts or images, no module-preload script: the server's policy allows scripts from its own address alone.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { vendor: 'vendor.html' } },
  },
  server: { proxy: { '/api': { target: process.env['HANSA_URL'] ?? 'http://localhost:3000' } } },
})
