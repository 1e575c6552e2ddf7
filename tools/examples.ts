import {
  type ExampleLanguage,
  exampleShops,
  walkExample,
} from '../packages/simulator/test/example-shops.ts';

/**
 * `npm run examples`: walks the shops of docs/simulator/examples against a simulator. Needs php and
 * python3 on the PATH; `npm test` walks the Node one alone. `-- php` walks only the named ones.
 */
const known = Object.keys(exampleShops) as ExampleLanguage[];
const asked = process.argv.slice(2);
const languages = known.filter((name) => asked.length === 0 || asked.includes(name));
let failed = 0;
for (const language of languages) {
  try {
    await walkExample(language);
    console.log(`  ✓ ${language}`);
  } catch (error) {
    failed += 1;
    console.log(`  ✗ ${language}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(failed === 0 && languages.length > 0 ? 0 : 1);
