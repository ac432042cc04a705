import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Two doors over one source: the vendor's workspace and the partners' portal.
export default defineConfig({
  plugins: [react()],
  // No inlined fonts or images, no module-preload script: the server's policy allows scripts from its own address alone.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which files a page needs: for the bench, and for whoever wonders.
    manifest: 'manifest.json',
    rollupOptions: { input: { vendor: 'vendor.html', portal: 'portal.html' } },
  },
  server: { proxy: { '/api': { target: process.env['HANSA_URL'] ?? 'http://localhost:3000' } } },
})
