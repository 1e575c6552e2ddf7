/**
 * What is under way at the present moment of the clock: tasks that came due, and work that belongs to
 * the moment, such as a request to the shop. Turning the clock waits until it is quiet.
 */
export type Bustle = {
  /** A task or a piece of work; counted until it settles, however it does. */
  readonly add: (work: PromiseLike<unknown>, kind: 'task' | 'work') => void;
  /** Something waits for a later moment: it must not be waited for in this one. */
  readonly asleep: () => void;
  readonly awake: () => void;
  /** Resolves when nothing is under way, or when nothing has moved for a while. */
  readonly settled: () => Promise<void>;
};

/** A shop that does not answer does not stop the clock for longer than this. */
const patienceMs = 2000;

export function createBustle(): Bustle {
  let tasks = 0;
  let works = 0;
  let sleepers = 0;
  let moved = () => {};

  const isQuiet = () => works === 0 && tasks <= sleepers;

  const nextMove = () =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs);
      moved = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });

  const change = (kind: 'task' | 'work', by: 1 | -1) => {
    if (kind === 'task') tasks += by;
    else works += by;
    moved();
  };

  return {
    add: (work, kind) => {
      change(kind, 1);
      const end = () => change(kind, -1);
      work.then(end, end);
    },
    asleep: () => {
      sleepers += 1;
      moved();
    },
    awake: () => {
      sleepers -= 1;
    },
    settled: async () => {
      for (;;) {
        // What has just settled may go on with something new before the turn of the loop is over.
        await turn();
        if (isQuiet()) return;
        if (!(await nextMove())) return;
      }
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
