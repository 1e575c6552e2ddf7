import { defineConfig, type EnvironmentOptions } from 'vite';

/** A script that shops load: classic, one file, no type=module. */
const shopScript = (name: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    emptyOutDir: false,
    rollupOptions: {
      input: { [name]: `browser/${name}.ts` },
      output: { format: 'iife', entryFileNames: '[name].js' },
    },
  },
});

/**
 * All builds in one run: the scripts for shops, and the pages of the simulator's own origin, which
 * are modules with their styles.
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
            api: 'browser/api.ts',
            demo: 'browser/demo.ts',
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
    widget: shopScript('cloudpayments'),
    blocks: shopScript('paymentblocks'),
    checkout: shopScript('checkout'),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});
