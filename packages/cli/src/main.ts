#!/usr/bin/env node
import { Command } from 'commander';
import { registerDoctor } from './doctor/index.ts';
import { registerStart } from './start/index.ts';

const { env, stdin, stdout, stderr } = process;
const context = { env, cwd: process.cwd(), stdin, stdout, stderr };
const program = new Command('kopeck');
registerStart(program, context);
registerDoctor(program, context);
await program.parseAsync();
