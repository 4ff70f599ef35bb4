#!/usr/bin/env node
/*
 * Puts public holidays into the calendars of a shop's terms, at build time. Copy this file into your
 * project and change it as you like; it needs nothing but Node. See docs/holidays.md.
 *
 *   node holidays.mjs terms.source.json terms.json --ics berlin.ics --into origins.0.calendar
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

/** @typedef {{ date: string, name: string }} Holiday A day (`YYYY-MM-DD`) and what it is called. */
/** @typedef {{ from: string, to: string }} Span Both ends included. */
/** @typedef {{ date: string, start: Date, end: Date, name: string, type: string }} PackageHoliday Of date-holidays. */

const DAY = 24 * 60 * 60 * 1000;

/** @param {string} date */
const toNumber = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
/** @param {number} day */
const toDate = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * Whole days of an iCalendar file (RFC 5545) within a span. Throws where it cannot tell the days.
 * @param {string} text
 * @param {Span} span
 * @returns {Holiday[]}
 */
export function holidaysFromIcs(text, span) {
  return eventsIn(text).flatMap((event) => {
    if (event['STATUS'] === 'CANCELLED') return [];
    const name = (event['SUMMARY'] ?? '').replace(/\\([,;\\])/g, '$1');
    const start = dayIn(event['DTSTART'], name);
    const length = lengthOf(event, start, name);
    const except = (event['EXDATE'] ?? '').split(',').filter(Boolean).map((value) => dayIn(value, name));
    return startsOf(event['RRULE'], start, span, name)
      .filter((day) => !except.includes(day))
      .flatMap((day) => Array.from({ length }, (_, index) => ({ date: toDate(day + index), name })));
  }).filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * The events of a calendar: name of each property and its value. Alarms within are left out.
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
function eventsIn(text) {
  /** @type {Record<string, string>[]} */
  const events = [];
  /** @type {string[]} */
  const open = [];
  // A line that begins with a space goes on with the one before.
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(line) ?? [];
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push({});
    } else if (name === 'END') {
      open.pop();
    } else if (open.at(-1) === 'VEVENT') {
      const event = events.at(-1) ?? {};
      event[name] = name in event && name === 'EXDATE' ? `${event[name]},${value}` : value;
    }
  }
  return events;
}

/**
 * @param {string | undefined} value `20261225`, or with a time of the place
 * @param {string} name
 */
function dayIn(value, name) {
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(value ?? '') ?? [];
  if (year === undefined) throw new Error(`${name}: ${value} is no date`);
  if (time?.endsWith('Z')) throw new Error(`${name} is at an instant (${value}): its day depends on the place`);
  return toNumber(`${year}-${month}-${day}`);
}

/**
 * @param {Record<string, string>} event
 * @param {number} start
 * @param {string} name
 */
function lengthOf(event, start, name) {
  // The end is the day after the last one.
  if (event['DTEND']) return Math.max(1, dayIn(event['DTEND'], name) - start);
  const [, count, unit] = /^P(\d+)([DW])$/.exec(event['DURATION'] ?? '') ?? [];
  return Number(count ?? 1) * (unit === 'W' ? 7 : 1);
}

/**
 * Days on which an event begins: once, or every year. Other repetitions are refused, because a date that
 * is guessed is worse than one that is missing.
 * @param {string | undefined} rule
 * @param {number} start
 * @param {Span} span
 * @param {string} name
 * @returns {number[]}
 */
function startsOf(rule, start, span, name) {
  if (rule === undefined) return [start];
  const [year = 0, month = 0, day = 0] = toDate(start).split('-').map(Number);
  const { FREQ, INTERVAL = '1', COUNT = 'Infinity', UNTIL, BYMONTH, BYMONTHDAY, ...others } = Object.fromEntries(
    rule.split(';').map((part) => part.split('=')),
  );
  const isSameDay = [BYMONTH ?? month, BYMONTHDAY ?? day].join() === [month, day].join();
  delete others['WKST'];
  if (FREQ !== 'YEARLY' || !isSameDay || Object.keys(others).length > 0) {
    throw new Error(`${name} repeats by a rule that is not understood here (${rule}): write its dates out`);
  }
  const last = Math.min(toNumber(span.to), UNTIL ? dayIn(UNTIL.slice(0, 8), name) : Infinity);
  /** @type {number[]} */
  const starts = [];
  for (let next = year; starts.length < Number(COUNT); next += Number(INTERVAL)) {
    const found = Date.UTC(next, month - 1, day) / DAY;
    if (found > last) break;
    // 29 February is not every year.
    if (new Date(found * DAY).getUTCDate() === day) starts.push(found);
  }
  return starts;
}

/**
 * Days of a JSON list: dates, or objects with `date`, or `startDate` and `endDate`. Where an object says
 * for which regions (`counties`, `subdivisions`) or of which kind (`types`, `type`) it is, only public
 * holidays of the whole country and of `region` are taken.
 * @param {unknown} list
 * @param {Span} span
 * @param {string} [region] ISO 3166-2, such as DE-BE
 * @returns {Holiday[]}
 */
export function holidaysFromJson(list, span, region) {
  if (!Array.isArray(list)) throw new Error('A list of dates or holidays is expected.');
  return list
    .map((entry) => (typeof entry === 'string' ? { date: entry } : entry))
    .filter(({ types, type, counties, subdivisions }) => {
      const kinds = [types ?? type ?? 'Public'].flat();
      const regions = (counties ?? subdivisions ?? []).map((/** @type {any} */ each) => each.code ?? each);
      return kinds.includes('Public') && (regions.length === 0 || regions.includes(region));
    })
    .flatMap(({ date, startDate = date, endDate = startDate, name = '', localName = name }) => {
      const [first, last] = [startDate, endDate].map((each) => toNumber(String(each).slice(0, 10)));
      if (first === undefined || last === undefined || !(first <= last)) throw new Error(`${startDate} is no date`);
      const title = Array.isArray(localName) ? localName[0]?.text : localName;
      const length = last - first + 1;
      return Array.from({ length }, (_, index) => ({ date: toDate(first + index), name: title ?? '' }));
    })
    .filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * Public holidays by the npm package date-holidays, which a shop installs itself.
 * @param {new (...place: string[]) => { getHolidays(year: number): PackageHoliday[] }} Holidays
 * @param {string} place country, state and region: `DE-BE`, `US-LA-NO`
 * @param {Span} span
 * @returns {Holiday[]}
 */
export function holidaysFromPackage(Holidays, place, span) {
  const source = new Holidays(...place.split('-'));
  const [first = 0, last = 0] = [span.from, span.to].map((date) => Number(date.slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, index) => source.getHolidays(first + index))
    .flat()
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => {
      const day = toNumber(date.slice(0, 10));
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      return Array.from({ length }, (_, ahead) => ({ date: toDate(day + ahead), name }));
    })
    .filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * Terms with holidays in some of their calendars (`origins.0.calendar`, `methods.*.transitCalendar`) and
 * opening times (`places.*.dates`). What they list already stays; a day that a place has hours for keeps them.
 * @template T
 * @param {T} terms
 * @param {readonly Holiday[]} holidays
 * @param {readonly string[]} paths
 * @returns {T}
 */
export function closeOn(terms, holidays, paths) {
  // As from a file: one calendar object may stand in several places.
  const changed = JSON.parse(JSON.stringify(terms));
  const dates = holidays.map(({ date }) => date);
  for (const path of paths) {
    const targets = find(changed, path.split('.'));
    if (targets.length === 0) throw new Error(`There is no ${path} in the terms.`);
    for (const target of targets) {
      if (path.endsWith('.dates')) {
        for (const date of dates) target[date] ??= [];
      } else if (Array.isArray(target.weekdays)) {
        target.closed = [...new Set([...(target.closed ?? []), ...dates])].sort();
      } else {
        throw new Error(`${path} is neither a calendar nor the dates of a place.`);
      }
    }
  }
  return changed;
}

/**
 * @param {any} value
 * @param {string[]} path `*` is every member of a list; those without the rest of the path are passed over
 * @returns {any[]}
 */
function find(value, [name, ...rest]) {
  if (value === undefined || value === null) return [];
  if (name === undefined) return [value];
  return name === '*' ? Object.values(value).flatMap((each) => find(each, rest)) : find(value[name], rest);
}

/** @param {string[]} args */
async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ics: { type: 'string', multiple: true, default: [] },
      json: { type: 'string', multiple: true, default: [] },
      package: { type: 'string', multiple: true, default: [] },
      region: { type: 'string' },
      without: { type: 'string', multiple: true, default: [] },
      into: { type: 'string', multiple: true, default: [] },
      from: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      months: { type: 'string', default: '18' },
    },
  });
  const [source, target] = positionals;
  if (source === undefined || target === undefined || values.into.length === 0) {
    throw new Error('node holidays.mjs <terms in> <terms out> --ics <file> --into origins.0.calendar');
  }
  const end = new Date(`${values.from}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + Number(values.months));
  if (Number.isNaN(end.getTime())) throw new Error('--from takes a date such as 2026-11-23, --months a number.');
  const span = { from: values.from, to: end.toISOString().slice(0, 10) };

  const found = [
    ...values.ics.flatMap((file) => holidaysFromIcs(readFileSync(file, 'utf8'), span)),
    ...values.json.flatMap((file) => holidaysFromJson(JSON.parse(readFileSync(file, 'utf8')), span, values.region)),
    ...(await fromPackage(values.package, span)),
  ];
  const taken = found
    .filter(({ name }) => !values.without.some((word) => name.toLowerCase().includes(word.toLowerCase())))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  if (taken.length === 0) throw new Error(`No holiday from ${span.from} to ${span.to}: is the source out of date?`);
  const terms = JSON.parse(readFileSync(source, 'utf8'));
  writeFileSync(target, `${JSON.stringify(closeOn(terms, taken, values.into), null, 2)}\n`);
  process.stdout.write(taken.map(({ date, name }) => `${date} ${name}\n`).join(''));
}

/**
 * @param {string[]} places
 * @param {Span} span
 */
async function fromPackage(places, span) {
  if (places.length === 0) return [];
  const name = 'date-holidays';
  const { default: Holidays } = await import(name).catch(() => {
    throw new Error('--package needs date-holidays: npm install --save-dev date-holidays');
  });
  return places.flatMap((place) => holidaysFromPackage(Holidays, place, span));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  run(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
