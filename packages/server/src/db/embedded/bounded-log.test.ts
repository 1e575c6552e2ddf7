import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBoundedLog } from './bounded-log.ts';

test('a log never takes more than two megabytes and a line, however much is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kopeck-log-'));
  const file = join(folder, 'postgres.log');
  const log = openBoundedLog(file);
  const line = `${'x'.repeat(99_999)}\n`;
  for (let i = 0; i < 50; i += 1) log.write(line);
  log.close();
  const bytes = statSync(file).size + statSync(`${file}.1`).size;
  expect(bytes).toBeGreaterThan(1 << 20);
  expect(bytes).toBeLessThan((2 << 20) + 2 * line.length);
  rmSync(folder, { recursive: true });
});

test('a log that cannot be written loses lines and nothing else', () => {
  const log = openBoundedLog('/nonexistent/folder/postgres.log');
  log.write('FATAL: no space\n');
  expect(log.tail()).toBe('FATAL: no space\n');
});
