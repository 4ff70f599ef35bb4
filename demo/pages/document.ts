import { html, type Html } from '../html.ts';

export type DocumentOptions = {
  language: string;
  direction?: 'ltr' | 'rtl';
  title: string;
  /** Names of files in demo/public, without the extension. */
  styles: readonly string[];
  scripts?: readonly string[];
  /** Further elements of the head. They follow the scripts. */
  head?: readonly Html[];
  /** A `body` element. */
  body: Html;
};

/** Renders a whole HTML document. */
export function renderDocument(options: DocumentOptions): Html {
  const { language, direction = 'ltr', title, styles, scripts = [], head, body } = options;
  return html`<html lang="${language}" dir="${direction}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title}</title>
      <link rel="icon" href="data:," />
      ${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css" />`)}
      ${scripts.map((name) => html`<script type="module" src="/assets/${name}.js"></script>`)}
      ${head}
    </head>
    ${body}
  </html>`;
}
