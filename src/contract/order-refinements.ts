/*
 * What the schemas of an order cannot say by their shape. They have names of their own because the
 * checks that ship to the browser are compiled from the schemas and call the same functions.
 */

/** Whether the day that a time or date starts with is one of the Gregorian calendar. */
export function isDayOfMonth(at: string): boolean {
  const day = Number(at.slice(8, 10));
  if (day < 29) return true;
  const year = Number(at.slice(0, 4));
  const month = Number(at.slice(5, 7));
  if (month === 2) return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day < 31 || [1, 3, 5, 7, 8, 10, 12].includes(month);
}
