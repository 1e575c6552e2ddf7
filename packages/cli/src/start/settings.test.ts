import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { wordsByLanguage } from './words.ts';

const words = wordsByLanguage.en;
const read = (env: Readonly<Record<string, string>>) =>
  readSettings({ env, cwd: `${tmpdir()}/no-such-folder`, words });

test('a production without keys does not sell through the simulator', async () => {
  expect(await read({ NODE_ENV: 'production' })).toEqual({
    ok: false,
    problems: [words.noKeysInProduction],
  });
});

test('a production that asks for the simulator by name gets it', async () => {
  const settings = await read({ NODE_ENV: 'production', GATEWAY: 'simulator' });
  expect(settings).toMatchObject({ ok: true, settings: { simulator: true } });
});
