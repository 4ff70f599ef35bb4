import type { Estimate } from 'waybill/contract';
import { html, type Html } from '../html.ts';
import { formatEstimate } from '../formatting.ts';
import { parseDestination } from '../session.ts';
import type { PageContext } from './layout.ts';

/** Attribute values; `true` is a boolean attribute, `undefined` and `false` omit the attribute. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** Renders an estimate element with the session's destination and the server's estimate as fallback text. */
export function renderEstimateElement(
  { session }: PageContext,
  attributes: Attributes,
  estimate: Estimate | undefined,
): Html {
  const { country, postal } = parseDestination(session);
  const fallback = formatEstimate(estimate, session.language);
  return renderElement(
    'waybill-delivery-estimate',
    { country, postal, ...attributes },
    fallback ? html`${fallback}` : undefined,
  );
}

/** Renders an element with attributes and content. */
export function renderElement(name: string, attributes: Attributes, content: Html | undefined): Html {
  const serialized = Object.entries(attributes).map(([attribute, value]) => {
    if (value === undefined || value === false) return '';
    return value === true ? html` ${attribute}` : html` ${attribute}="${value}"`;
  });
  return html`<${name}${serialized}>${content}</${name}>`;
}
