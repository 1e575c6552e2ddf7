import { expect, test } from 'vitest';
import { JournalInUse } from './journal/lock.ts';
import { ScenarioError } from './scenarios/problem.ts';
import { startFailure } from './start-failure.ts';

const options = { host: '10.9.8.7', port: 3010, journalFile: '/data/journal.jsonl' };
const flags = { anyPort: '--port 0', anySmtpPort: '--smtp-port 0', journal: '--journal' };
const failed = (fields: object) => Object.assign(new Error('it failed'), fields);

test.each([
  [{ code: 'EADDRINUSE', syscall: 'listen', port: 3010 }, 'SIMULATOR_PORT=0', '--port 0'],
  [{ code: 'EADDRINUSE', syscall: 'listen', port: 2525 }, 'SIMULATOR_SMTP_PORT=0', '--smtp-port 0'],
  [{ code: 'EACCES', syscall: 'listen', port: 3010 }, 'SIMULATOR_PORT=0', '--port 0'],
  [{ code: 'EADDRNOTAVAIL', syscall: 'listen', port: 3010 }, '10.9.8.7', '10.9.8.7'],
  [{ code: 'EACCES', syscall: 'open' }, 'DATA_DIR', '--journal'],
  [{ code: 'EISDIR', syscall: 'read' }, '/data/journal.jsonl', '--journal'],
])('%j is a sentence with the setting to change', (fields, variable, flag) => {
  expect(startFailure(failed(fields), options, 'ru')).toContain(variable);
  expect(startFailure(failed(fields), options, 'en', flags)).toContain(flag);
});

test('another process on the same journal is named', () => {
  const sentence = startFailure(new JournalInUse(4711), options, 'en', flags);
  expect(sentence).toMatch(/process 4711.*--journal/);
});

test('a scenario that will not do is named with every line that is wrong', () => {
  const problem = (line: number) => ({
    path: ['steps', line],
    code: 'x',
    ru: 'нет',
    en: 'no',
    line,
  });
  const error = new ScenarioError('friday.yaml', [problem(3), problem(7)]);
  expect(startFailure(error, options, 'ru')).toBe(
    'Сценарий friday.yaml не годится:\n  строка 3, steps[3]: нет\n  строка 7, steps[7]: нет',
  );
  expect(startFailure(error, options, 'en')).toMatch(
    /^The scenario friday\.yaml will not do:\n {2}line 3/,
  );
});

test('what nobody foresaw keeps its own words', () => {
  expect(startFailure(new Error('strange'), options, 'ru')).toBe(
    'Симулятор не запустился: strange.',
  );
});
