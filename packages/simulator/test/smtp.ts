import { connect } from 'node:net';
import type { Simulator } from '../src/index.ts';
import { until } from './support.ts';

/** Says these lines to the mail catcher, each after the reply to the one before; the replies. */
export async function smtpReplies(
  simulator: Simulator,
  lines: readonly string[],
): Promise<readonly string[]> {
  const socket = connect(simulator.smtpPort, '127.0.0.1');
  const replies: string[] = [];
  socket.on('data', (part) => replies.push(part.toString()));
  await until(() => replies.length === 1);
  for (const line of lines) {
    const before = replies.length;
    socket.write(`${line}\r\n`);
    await until(() => replies.length > before);
  }
  socket.destroy();
  return replies;
}
