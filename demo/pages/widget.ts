import type { Estimate } from '../../src/contract/index.ts';
import { html, type Html } from '../html.ts';
import { brief } from '../text.ts';
import { destinationOf } from '../visit.ts';
import type { Place } from './layout.ts';

/** An attribute's value; `true` stands for an attribute without one, `undefined` and `false` for none. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** The widget's tag, with where to deliver, and the server's own text between the tags. */
export function widget({ visit }: Place, attributes: Attributes, known: Estimate | undefined): Html {
  const { country, postal } = destinationOf(visit);
  const fallback = brief(known, visit.language);
  return tag('waybill-delivery-estimate', { country, postal, ...attributes }, fallback ? html`${fallback}` : undefined);
}

/** A widget's tag with anything between. */
export function tag(name: string, attributes: Attributes, content: Html | undefined): Html {
  const written = Object.entries(attributes).map(([attribute, value]) => {
    if (value === undefined || value === false) return '';
    return value === true ? html` ${attribute}` : html` ${attribute}="${value}"`;
  });
  return html`<${name}${written}>${content}</${name}>`;
}
