/** A question that was put wrongly; its message says how. */
export class UsageError extends Error {}

export const usage = `Checks the terms of a shop, and shows what its customers will be told.

  waybill check <terms.json> [options]

Options
  --now <time>       as if it were that time, such as 2026-11-23T09:00:00Z
  --days <number>    how many days ahead orders are tried (14)
  --sku <sku>        a product; several for a cart (the first that is listed,
                     or any, where others than the listed ones are plain)
  --quantity <n>     how many of each (1)
  --country <code>   only to this country, such as DE
  --region <code>    and region, such as BY
  --postal <code>    and postcode; without a place, to an example in every zone
  --lang <tag>       language of names and dates (en-GB)
  --help             this text
  --version          version of the package

Errors contradict themselves or can never be meant; warnings may be meant.
Ends with 1 where there are errors, and with 2 where it was asked wrongly.`;
