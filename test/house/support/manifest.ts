import { createHash } from 'node:crypto';

/** `sha256sum` of some files, as that program writes and checks it. */
export function manifestOf(files: ReadonlyMap<string, string>): string {
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`)
    .join('');
}

/** What is wrong with the files of a manifest, in words that say what to do. */
export function manifestProblems(manifest: string, files: ReadonlyMap<string, string>): string[] {
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  const merged = new Map(lines(manifest).map((line) => [line.slice(66), line.slice(0, 64)]));
  const changed = [...merged].flatMap(([name, sum]) => {
    const text = files.get(name);
    const now = text === undefined ? null : manifestOf(new Map([[name, text]])).slice(0, 64);
    return now === sum ? [] : [`${name}: never edit a merged migration, write a new one`];
  });
  const added = [...files.keys()]
    .filter((name) => !merged.has(name))
    .map(
      (name) => `${name}: a new migration; add its line: sha256sum ${name} >> migrations.sha256`,
    );
  const sorted = lines(manifest).join() === lines(manifest).sort(byName).join();
  return [...changed, ...added, ...(sorted ? [] : ['migrations.sha256: out of order'])];
}

const byName = (one: string, other: string): number => (one.slice(66) < other.slice(66) ? -1 : 1);
