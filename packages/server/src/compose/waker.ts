/** A call that reaches its listener once there is one: who makes work is wired before who does it. */
export interface Waker {
  readonly wake: () => void;
  readonly listen: (onWake: () => void) => void;
}

export function createWaker(): Waker {
  let listener = (): void => {};
  return {
    wake: () => listener(),
    listen: (onWake) => {
      listener = onWake;
    },
  };
}
