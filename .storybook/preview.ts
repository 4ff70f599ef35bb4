/// <reference types="vite/client" />
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { StoryContextForEnhancers, StrictArgTypes } from 'storybook/internal/types';
import '../src/components/delivery-estimate/json-ld.define.ts';
import '../src/define.ts';
import { registerMessages } from '../src/i18n/message-registry.ts';
import { languages, packs } from '../stories/language-packs.ts';
import './preview.css';

// Written by `npm run build`; without it the stories work and the tables of the docs are empty.
const manifests = import.meta.glob<object>('../dist/custom-elements.json', { eager: true, import: 'default' });
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

registerMessages(...packs);

/** The docs list everything that the manifest knows; a control is offered only where the story passes it on. */
function onlyWorkingControls({ argTypes, initialArgs }: StoryContextForEnhancers): StrictArgTypes {
  return Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) =>
      argType.control || name in initialArgs ? [name, argType] : [name, { ...argType, control: { disable: true } }],
    ),
  );
}

export default {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true, sort: 'requiredFirst' },
    a11y: { test: 'error' },
    options: {
      storySort: { order: ['Delivery estimate', ['Interactive', 'States', 'Languages', 'Themes', 'Embedding']] },
    },
  },
  argTypesEnhancers: [onlyWorkingControls],
  globalTypes: {
    page: {
      description: 'The page around the element',
      toolbar: {
        icon: 'paintbrush',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light page' },
          { value: 'dark', title: 'Dark page' },
          { value: 'warm', title: 'Coloured page' },
        ],
      },
    },
    language: {
      description: 'Language of the page',
      toolbar: { icon: 'globe', dynamicTitle: true, items: languages.map((value) => ({ value, title: value })) },
    },
  },
  initialGlobals: { page: 'light', language: 'en' },
  decorators: [
    (story, { globals }) => html`
      <div class="page page-${globals['page']}" lang=${globals['language']}>${story()}</div>
    `,
  ],
} satisfies Preview;
