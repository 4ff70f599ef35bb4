import type { Page } from 'playwright-core';

type AxNode = {
  nodeId: string;
  ignored: boolean;
  role?: { value?: string };
  name?: { value?: string };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
};

/** Names of roles in the list. Their content is their name. */
const namedRoles: Readonly<Record<string, string>> = {
  heading: 'heading',
  image: 'image',
  link: 'link',
  button: 'button',
  DisclosureTriangle: 'disclosure',
};

/** Roles that begin and end a line. */
const blockRoles: readonly string[] = ['paragraph', 'listitem', 'generic', 'group', 'list', 'status'];

/**
 * What a screen reader reads of a page, in order, from the browser's accessibility tree: one line for each block of text
 * and each control, such as `link: Contact us` or `- Dune` for an item of a list.
 */
export async function readAloud(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  await session.detach();
  const nodesById = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  let text = '';
  let bullet = '';
  const endLine = (): void => {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    if (line) {
      lines.push(bullet + line);
      bullet = '';
    }
    text = '';
  };
  const read = ({ ignored, role, name, properties, childIds = [] }: AxNode): void => {
    const type = role?.value ?? '';
    const valueOf = (property: string): unknown => properties?.find((each) => each.name === property)?.value.value;
    if (!ignored && type === 'StaticText') {
      // White space between inline elements is not in the tree.
      const word = name?.value ?? '';
      text += /^[\s.,:;)]/.test(word) ? word : ` ${word}`;
      return;
    }
    const label = ignored ? undefined : namedRoles[type];
    if (label) {
      endLine();
      const level = valueOf('level');
      const isExpanded = valueOf('expanded');
      const state = isExpanded === undefined ? '' : isExpanded ? ', expanded' : ', collapsed';
      text = `${label}${level === undefined ? '' : ` ${String(level)}`}${state}: ${name?.value ?? ''}`;
      endLine();
      return;
    }
    const isBlock = !ignored && blockRoles.includes(type);
    if (isBlock) endLine();
    if (isBlock && type === 'listitem') bullet = '- ';
    for (const id of childIds) {
      const child = nodesById.get(id);
      if (child) read(child);
    }
    if (isBlock) endLine();
    if (type === 'listitem') bullet = '';
  };
  const [root] = nodes;
  if (root) read(root);
  endLine();
  return lines;
}
