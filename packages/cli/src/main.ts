#!/usr/bin/env node
import { Command } from 'commander';
import { registerAudit } from './audit/index.ts';
import { registerContract } from './contract/index.ts';
import { registerDoctor } from './doctor/index.ts';
import { registerKey } from './key/index.ts';
import { registerReconcile } from './reconcile/index.ts';
import { registerSimulator } from './simulator/index.ts';
import { registerStart } from './start/index.ts';
import { languageOf } from './start/words.ts';
import { speakTo } from './usage.ts';
import { registerUser } from './user/index.ts';

const { env, stdin, stdout, stderr } = process;
const context = { env, cwd: process.cwd(), stdin, stdout, stderr };
const program = new Command('kopeck');
speakTo(program, languageOf(env));
registerStart(program, context);
registerSimulator(program, context);
registerContract(program, context);
registerDoctor(program, context);
registerKey(program, context);
registerUser(program, context);
registerReconcile(program, context);
registerAudit(program, context);
await program.parseAsync();
