import * as z from 'zod/mini';
import { order, orderEvent } from '../../src/contract/index.ts';
import { orderSnapshot } from '../../src/server/validation/order-snapshot.ts';
import { toDescribedSchema, type JsonSchema } from './describe-schema.ts';
import { documents } from './schema-documents.ts';

type Schema = z.core.$ZodType;
type Ref = { readonly $ref: string };

const documentNames = new Map(Object.entries(documents).map(([name, { schema }]) => [schema, name]));

/** An event in a snapshot: as `OrderEvent`, but unknown fields are refused. */
const ORDER_EVENT_INPUT = 'OrderEventInput';

/** `cancel-request` and `Cancel request` as `CancelRequest`. */
const toComponentName = (name: string): string =>
  name.replace(/(?:^|[- ])(\w)/g, (_, letter: string) => letter.toUpperCase());

const createRef = (component: string): Ref => ({ $ref: `#/components/schemas/${component}` });

/**
 * The component schemas that routes refer to. Schemas of the contract are described beside their fields; schemas of the
 * server carry `title` and `description` in the global registry of zod.
 */
export class SchemaComponents {
  readonly #components = new Map<string, JsonSchema>();

  /** A reference to the component of a schema. With `isStrict`, objects refuse fields that the schema does not name. */
  refer(schema: Schema, isStrict = false): Ref {
    const name = documentNames.get(schema);
    if (name !== undefined) return this.#referToDocument(name, isStrict);
    const { title } = z.globalRegistry.get(schema) ?? {};
    if (title === undefined) throw new Error('A schema of a route is neither a document of the contract nor titled');
    return this.#add(toComponentName(title), () =>
      schema === orderSnapshot ? this.#createSnapshotSchema() : createServerSchema(schema, isStrict),
    );
  }

  toJSON(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#components].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #add(component: string, create: () => JsonSchema): Ref {
    if (!this.#components.has(component)) {
      // Reserved first: a schema may refer to itself.
      this.#components.set(component, {});
      const { $schema: _, ...content } = create();
      this.#components.set(component, content);
    }
    return createRef(component);
  }

  #referToDocument(name: string, isStrict = false): Ref {
    return this.#add(toComponentName(name), () => {
      const described = toDescribedSchema(name, (other) => this.#referToDocument(other));
      return isStrict ? forbidExtraFields(described) : described;
    });
  }

  /** The order without the fields that the server sets. */
  #createSnapshotSchema(): JsonSchema {
    const events = (): Ref =>
      this.#add(ORDER_EVENT_INPUT, () =>
        forbidExtraFields(toDescribedSchema(getDocumentName(orderEvent), (other) => this.#referToDocument(other))),
      );
    const described = toDescribedSchema(getDocumentName(order), (other) =>
      other === getDocumentName(orderEvent) ? events() : this.#referToDocument(other),
    );
    const properties = Object.entries(described.properties ?? {}).filter(([name]) => name in orderSnapshot.shape);
    const { title, description } = z.globalRegistry.get(orderSnapshot) ?? {};
    return {
      ...forbidExtraFields({ ...described, properties: Object.fromEntries(properties) }),
      title: title ?? '',
      description: description ?? '',
      required: (described.required ?? []).filter((name) => !['id', 'version', 'updatedAt'].includes(name)),
    };
  }
}

function getDocumentName(schema: Schema): string {
  const name = documentNames.get(schema);
  if (name === undefined) throw new Error('The schema is no document of the contract');
  return name;
}

/** Fields without a description get the one that the contract has for an event's field of the same name. */
function createServerSchema(schema: Schema, isStrict: boolean): JsonSchema {
  const json = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  const eventFields = toDescribedSchema('order-event').properties ?? {};
  const properties = Object.entries(json.properties ?? {}).map(([name, property]) => {
    const description = property.description ?? eventFields[name]?.description;
    return [name, description === undefined ? property : { ...property, description }] as const;
  });
  const described = { ...json, properties: Object.fromEntries(properties) };
  return isStrict ? forbidExtraFields(described) : described;
}

function forbidExtraFields(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf } = schema;
  const strictProperties =
    properties && Object.entries(properties).map(([name, property]) => [name, forbidExtraFields(property)] as const);
  return {
    ...schema,
    ...(strictProperties && { properties: Object.fromEntries(strictProperties), additionalProperties: false }),
    ...(items && { items: forbidExtraFields(items) }),
    ...(anyOf && { anyOf: anyOf.map(forbidExtraFields) }),
  };
}
