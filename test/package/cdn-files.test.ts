import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { defineNames } from '../support/element-names.ts';
import { findImports } from './find-imports.ts';
import { packageJson } from './package-json.ts';

const folder = 'dist/cdn/';
const files = globSync(`${folder}**/*.js`)
  .map((file) => file.slice(folder.length))
  .sort();
const read = (file: string): string => readFileSync(folder + file, 'utf8');
const languages = globSync('src/i18n/locales/*')
  .map((file) => file.replace(/.*[\\/]/, ''))
  .filter((name) => name !== 'en');
const packNames = globSync('src/i18n/locales/en/*.ts').map((file) => basename(file, '.ts'));
const packs = languages.flatMap((language) => packNames.map((name) => `locales/${language}/${name}`));

/** Not `assert.doesNotMatch`, which would print the whole file. */
const lacks = (file: string, pattern: RegExp): void => assert.equal(pattern.exec(read(file))?.[0], undefined, file);

type Listed = { version: string; files: Record<string, { integrity: string; bytes: number }> };
type Inventory = { version: string; files: Record<string, string>[] };

describe('script-tag files', () => {
  it('are there as a module and as a classic script, and those of each for every language', () => {
    const names = [...defineNames, 'preview', 'waybill', ...packs];
    assert.deepEqual(files, names.flatMap((name) => [`${name}.iife.js`, `${name}.js`]).sort());
  });

  it('are listed with the hash they have', () => {
    const listed = JSON.parse(read('integrity.json')) as Listed;
    assert.equal(listed.version, packageJson.version);
    assert.deepEqual(Object.keys(listed.files).sort(), files);
    for (const file of files) {
      const content = readFileSync(folder + file);
      const integrity = `sha384-${createHash('sha384').update(content).digest('base64')}`;
      assert.deepEqual(listed.files[file], { integrity, bytes: content.length }, file);
    }
  });

  it('are in the inventory, with what they are for and what they touch', () => {
    const inventory = JSON.parse(read('inventory.json')) as Inventory;
    assert.deepEqual(
      inventory.files.map(({ file }) => file),
      files,
    );
    for (const entry of inventory.files) {
      for (const field of ['integrity', 'purpose', 'endpointsContacted', 'dataRead', 'dataKept'])
        assert.ok(entry[field], field);
    }
  });

  it('come with the licenses of what they contain', () => {
    const licenses = read('licenses.txt');
    for (const name of ['@lit/reactive-element', 'lit-element', 'lit-html', 'date-fns', '@date-fns/tz'])
      assert.match(licenses, new RegExp(`^${name} \\d`, 'm'));
    for (const file of files) assert.match(read(file), /^\/\*! Waybill \d.*licenses\.txt \*\//, file);
  });

  it('have source maps without paths of the machine', () => {
    for (const file of files) {
      const { sources } = JSON.parse(read(`${file}.map`)) as { sources: string[] };
      assert.ok(sources.length > 0, file);
      for (const source of sources)
        assert.match(source, /^(\.\.\/)+(src|node_modules)\/|^\W?language:/, `${file}: ${source}`);
    }
  });

  for (const file of files) {
    it(`${file} holds no eval, no markup from text, no storage for good, no other origin [X16]`, () => {
      lacks(file, /\beval\(|\bnew Function\b|\bFunction\(/);
      lacks(file, /outerHTML|insertAdjacentHTML|document\.write/);
      // Lit's own, for templates that are part of the file.
      assert.ok(read(file).split('innerHTML').length - 1 <= 1, `${file}: innerHTML`);
      lacks(file, /document\.cookie|localStorage|indexedDB/);
      lacks(file, /sendBeacon|XMLHttpRequest|WebSocket|importScripts|\bimport\(/);
      const origins = [...read(file).matchAll(/\b(?:https?|wss?):\/\/[\w.-]+/g)].map(([origin]) => origin);
      assert.deepEqual(
        origins.filter((origin) => !/^https?:\/\/(schema\.org|www\.w3\.org|\w+\.example)$/.test(origin)),
        [],
      );
    });

    it(`${file} makes no trusted-types policy but Lit's [P18]`, () => {
      const names = [...read(file).matchAll(/createPolicy\(["'`]([^"'`]*)/g)].map(([, name]) => name);
      assert.deepEqual(
        names.filter((name) => name !== 'lit-html'),
        [],
      );
    });
  }

  for (const file of files.filter((name) => name.startsWith('locales/'))) {
    it(`${file} holds its own language and its own element's texts alone`, () => {
      lacks(file, /Arrives|Order within|Being prepared|Try again/);
      if (!file.includes('/order.')) lacks(file, /deliveredTo/);
      if (/\/(order|cancel)\./.test(file)) lacks(file, /orderWithin/);
      if (!file.includes('/cancel.')) lacks(file, /refuseAtDoor/);
    });
  }

  it('the modules are whole: they import nothing', () => {
    for (const file of files) assert.deepEqual(findImports(file, read(file)), [], file);
  });
});
