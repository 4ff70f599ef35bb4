#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.ts';

const { lines, exitCode } = await run(process.argv.slice(2), process.stdout.columns ?? 80);
process.exitCode = exitCode;
// A reader that has seen enough (`| head`) closes the pipe: no fault of ours.
process.stdout.on('error', () => {});
(exitCode === 2 ? process.stderr : process.stdout).write(`${lines.join('\n').trimEnd()}\n`);
