import { defineConfig } from 'vite';

/** One ES module without a hash in its name: the server puts the hash of its content in the URL. */
export default defineConfig({
  build: {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: true,
    rollupOptions: {
      input: { checkout: 'src/main.ts' },
      output: { format: 'es', entryFileNames: '[name].js' },
    },
  },
});
