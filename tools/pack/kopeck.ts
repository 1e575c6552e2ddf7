#!/usr/bin/env node
import { runPacked } from '../../packages/cli/src/packed.ts';

/** The command of the npm package; the packer puts the version in. */
const { env, stdin, stdout, stderr } = process;
const context = { env, cwd: process.cwd(), stdin, stdout, stderr };
await runPacked(context, process.env.KOPECK_VERSION ?? '');
