import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and keeps what it says. `code` is null when it could not be run or a
 * signal ended it; then `output` ends with the reason. The command ends with us when we are
 * interrupted.
 */
export function run(file, args, options) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    const end = (code, reason) => {
      process.off('exit', stop);
      resolve({ code, output: reason ? `${output}${reason}\n` : output });
    };
    child.once('error', (error) => end(null, error.message));
    child.once('close', (code, signal) => end(code, signal ?? ''));
  });
}
