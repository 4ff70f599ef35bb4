import { html, type TemplateResult } from 'lit';

type PictureOptions = {
  part: string;
  url: string;
  /** Empty for a picture beside its own name. */
  alt: string;
};

/** A picture that leaves no hole if it cannot be loaded. */
export const renderPicture = ({ part, url, alt }: PictureOptions): TemplateResult =>
  html`<img part=${part} class=${part} src=${url} alt=${alt} loading="lazy" decoding="async"
    referrerpolicy="strict-origin-when-cross-origin" @error=${hide} @load=${show}>`;

const hide = ({ target }: Event): void => void ((target as HTMLElement).hidden = true);

/** The node may have had another picture before. */
const show = ({ target }: Event): void => void ((target as HTMLElement).hidden = false);
