#!/usr/bin/env node
import { Command } from 'commander';
import { registerStart } from './start/index.ts';

const program = new Command('kopeck');
registerStart(program, { env: process.env, cwd: process.cwd(), stdout: process.stdout });
await program.parseAsync();
