import { defineConfig } from 'vite';

/**
 * Two builds in one run: the shop's bundle is a classic script (IIFE, one file, as shops load it
 * without type=module); the pages of the simulator's own origin are modules with their styles.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  environments: {
    client: {
      build: {
        emptyOutDir: true,
        rollupOptions: {
          input: {
            frame: 'browser/frame.ts',
            acs: 'browser/acs.ts',
            cabinet: 'browser/cabinet.ts',
            receipt: 'browser/receipt.ts',
            'link-page': 'browser/link-page.ts',
            'order-page': 'browser/order-page.ts',
          },
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name].js',
            assetFileNames: '[name][extname]',
          },
        },
      },
    },
    widget: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        rollupOptions: {
          input: { cloudpayments: 'browser/cloudpayments.ts' },
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
