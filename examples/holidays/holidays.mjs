#!/usr/bin/env node
/*
 * Adds public holidays to the calendars of a shop's terms, at build time. Copy this file into your project
 * and change it. It needs only Node. See README.md and docs/holidays.md.
 *
 *   node holidays.mjs terms.source.json terms.json --ics berlin.ics --into origins.0.calendar
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

/** @typedef {{ date: string, name: string }} Holiday A day (`YYYY-MM-DD`) and its name. */
/** @typedef {{ from: string, to: string }} DateSpan Both ends are included. */
/** @typedef {{ date: string, start: Date, end: Date, name: string, type: string }} PackageHoliday Of date-holidays. */

const DAY = 24 * 60 * 60 * 1000;

/** @param {string} date */
const parseDate = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
/** @param {number} day */
const formatDate = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The whole days of an iCalendar file (RFC 5545) within a span. Throws if the days of an event are not certain.
 * @param {string} text
 * @param {DateSpan} span
 * @returns {Holiday[]}
 */
export function parseIcsHolidays(text, span) {
  return parseEvents(text)
    .flatMap((event) => {
      if (event['STATUS'] === 'CANCELLED') return [];
      const name = (event['SUMMARY'] ?? '').replace(/\\([,;\\])/g, '$1');
      const start = parseIcsDate(event['DTSTART'], name);
      const length = durationInDays(event, start, name);
      const excluded = (event['EXDATE'] ?? '')
        .split(',')
        .filter(Boolean)
        .map((value) => parseIcsDate(value, name));
      return expandRecurrence(event['RRULE'], start, span, name)
        .filter((day) => !excluded.includes(day))
        .flatMap((day) => Array.from({ length }, (_, index) => ({ date: formatDate(day + index), name })));
    })
    .filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * The events of a calendar as properties by name. Alarms inside an event are ignored.
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
function parseEvents(text) {
  /** @type {Record<string, string>[]} */
  const events = [];
  /** @type {string[]} */
  const open = [];
  // A line that begins with a space continues the previous one.
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
 * @param {string | undefined} value `20261225`, or with a local time
 * @param {string} name
 */
function parseIcsDate(value, name) {
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(value ?? '') ?? [];
  if (year === undefined) throw new Error(`${name}: ${value} is no date`);
  if (time?.endsWith('Z')) throw new Error(`${name} is at an instant (${value}): its day depends on the place`);
  return parseDate(`${year}-${month}-${day}`);
}

/**
 * @param {Record<string, string>} event
 * @param {number} start
 * @param {string} name
 */
function durationInDays(event, start, name) {
  // The end is the day after the last one.
  if (event['DTEND']) return Math.max(1, parseIcsDate(event['DTEND'], name) - start);
  const [, count, unit] = /^P(\d+)([DW])$/.exec(event['DURATION'] ?? '') ?? [];
  return Number(count ?? 1) * (unit === 'W' ? 7 : 1);
}

/**
 * The days on which an event begins: once, or every year. Throws for other rules, because a guessed date
 * is worse than a missing one.
 * @param {string | undefined} rule
 * @param {number} start
 * @param {DateSpan} span
 * @param {string} name
 * @returns {number[]}
 */
function expandRecurrence(rule, start, span, name) {
  if (rule === undefined) return [start];
  const [year = 0, month = 0, day = 0] = formatDate(start).split('-').map(Number);
  const {
    FREQ,
    INTERVAL = '1',
    COUNT = 'Infinity',
    UNTIL,
    BYMONTH,
    BYMONTHDAY,
    ...others
  } = Object.fromEntries(rule.split(';').map((part) => part.split('=')));
  const isSameDay = [BYMONTH ?? month, BYMONTHDAY ?? day].join() === [month, day].join();
  delete others['WKST'];
  if (FREQ !== 'YEARLY' || !isSameDay || Object.keys(others).length > 0) {
    throw new Error(`${name} repeats by a rule that is not understood here (${rule}): write its dates out`);
  }
  const last = Math.min(parseDate(span.to), UNTIL ? parseIcsDate(UNTIL.slice(0, 8), name) : Infinity);
  /** @type {number[]} */
  const starts = [];
  for (let next = year; starts.length < Number(COUNT); next += Number(INTERVAL)) {
    const candidate = Date.UTC(next, month - 1, day) / DAY;
    if (candidate > last) break;
    // 29 February is missing in most years.
    if (new Date(candidate * DAY).getUTCDate() === day) starts.push(candidate);
  }
  return starts;
}

/**
 * The days of a JSON list of dates, or of objects with `date`, or `startDate` and `endDate`. Entries of
 * other types than `Public` (`types`, `type`) and of other regions than `region` (`counties`,
 * `subdivisions`) are ignored.
 * @param {unknown} list
 * @param {DateSpan} span
 * @param {string} [region] ISO 3166-2, such as DE-BE
 * @returns {Holiday[]}
 */
export function parseJsonHolidays(list, span, region) {
  if (!Array.isArray(list)) throw new Error('A list of dates or holidays is expected.');
  return list
    .map((entry) => (typeof entry === 'string' ? { date: entry } : entry))
    .filter(({ types, type, counties, subdivisions }) => {
      const kinds = [types ?? type ?? 'Public'].flat();
      const regions = (counties ?? subdivisions ?? []).map((/** @type {any} */ each) => each.code ?? each);
      return kinds.includes('Public') && (regions.length === 0 || regions.includes(region));
    })
    .flatMap(({ date, startDate = date, endDate = startDate, name = '', localName = name }) => {
      const [first, last] = [startDate, endDate].map((each) => parseDate(String(each).slice(0, 10)));
      if (first === undefined || last === undefined || !(first <= last)) throw new Error(`${startDate} is no date`);
      const title = Array.isArray(localName) ? localName[0]?.text : localName;
      const length = last - first + 1;
      return Array.from({ length }, (_, index) => ({ date: formatDate(first + index), name: title ?? '' }));
    })
    .filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * The public holidays of the npm package date-holidays, which a shop installs itself.
 * @param {new (...place: string[]) => { getHolidays(year: number): PackageHoliday[] }} Holidays
 * @param {string} place country, state and region: `DE-BE`, `US-LA-NO`
 * @param {DateSpan} span
 * @returns {Holiday[]}
 */
export function listPackageHolidays(Holidays, place, span) {
  const source = new Holidays(...place.split('-'));
  const [first = 0, last = 0] = [span.from, span.to].map((date) => Number(date.slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, index) => source.getHolidays(first + index))
    .flat()
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => {
      const day = parseDate(date.slice(0, 10));
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      return Array.from({ length }, (_, ahead) => ({ date: formatDate(day + ahead), name }));
    })
    .filter(({ date }) => span.from <= date && date <= span.to);
}

/**
 * A copy of the terms with holidays in the given calendars (`origins.0.calendar`,
 * `methods.*.transitCalendar`) and opening hours (`places.*.dates`). Listed closures stay, and so do the
 * hours of a place on single dates.
 * @template T
 * @param {T} terms
 * @param {readonly Holiday[]} holidays
 * @param {readonly string[]} paths
 * @returns {T}
 */
export function addClosures(terms, holidays, paths) {
  // A copy through JSON, because one calendar object may be used in several places.
  const changed = JSON.parse(JSON.stringify(terms));
  const dates = holidays.map(({ date }) => date);
  for (const path of paths) {
    const targets = findTargets(changed, path.split('.'));
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
 * @param {string[]} path `*` is every member of a list; members without the path are skipped
 * @returns {any[]}
 */
function findTargets(value, [name, ...remainingPath]) {
  if (value === undefined || value === null) return [];
  if (name === undefined) return [value];
  return name === '*'
    ? Object.values(value).flatMap((each) => findTargets(each, remainingPath))
    : findTargets(value[name], remainingPath);
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
      exclude: { type: 'string', multiple: true, default: [] },
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

  const holidays = [
    ...values.ics.flatMap((file) => parseIcsHolidays(readFileSync(file, 'utf8'), span)),
    ...values.json.flatMap((file) => parseJsonHolidays(JSON.parse(readFileSync(file, 'utf8')), span, values.region)),
    ...(await loadPackageHolidays(values.package, span)),
  ];
  const selected = holidays
    .filter(({ name }) => !values.exclude.some((word) => name.toLowerCase().includes(word.toLowerCase())))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  if (selected.length === 0) throw new Error(`No holiday from ${span.from} to ${span.to}: is a source out of date?`);
  const terms = JSON.parse(readFileSync(source, 'utf8'));
  writeFileSync(target, `${JSON.stringify(addClosures(terms, selected, values.into), null, 2)}\n`);
  process.stdout.write(selected.map(({ date, name }) => `${date} ${name}\n`).join(''));
}

/**
 * @param {string[]} places
 * @param {DateSpan} span
 */
async function loadPackageHolidays(places, span) {
  if (places.length === 0) return [];
  const name = 'date-holidays';
  const { default: Holidays } = await import(name).catch(() => {
    throw new Error('--package needs date-holidays: npm install --save-dev date-holidays');
  });
  return places.flatMap((place) => listPackageHolidays(Holidays, place, span));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  run(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
