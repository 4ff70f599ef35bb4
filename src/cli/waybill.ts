#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.ts';

const { lines, exitCode } = await run(process.argv.slice(2), process.stdout.columns ?? 80);
process.exitCode = exitCode;
// A reader such as `head` closes the pipe when it has enough lines: not an error.
process.stdout.on('error', () => {});
(exitCode === 2 ? process.stderr : process.stdout).write(`${lines.join('\n').trimEnd()}\n`);
