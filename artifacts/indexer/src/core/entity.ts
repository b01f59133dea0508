import type { Item, Key } from './attribute-value.ts';
import { IndexerError } from './errors.ts';

/** One kind of item: which items are its own, where they are indexed, and as what. */
export interface Entity {
  /** The word for it, as in the item's `type`. */
  readonly name: string;
  /** Read alias; the write targets carry `<index>-write`. */
  readonly index: string;
  /** What a new index is made of: `indexes/<index>.json`. */
  readonly definition: IndexDefinition;
  /** Attributes with the public id, in order. They are among `fields` and mapped as keywords. */
  readonly id: readonly string[];
  /** The key of the item with this public id: one value for each attribute of `id`, in their order. */
  readonly toKey: (id: readonly string[]) => Key;
  readonly claims: (item: Item) => boolean;
  /** Attributes that the document holds under their own names. What is not listed is not indexed. */
  readonly fields: readonly string[];
  /** Attributes that the API shows and the index must not hold, with the reason. */
  readonly unindexed: Readonly<Record<string, string>>;
  /** Fields whose numbers leave the API as decimal text. */
  readonly decimals: readonly string[];
  readonly joins: readonly Join[];
  /** Text fields that a search looks into, and how much a hit there weighs. Empty: its searches take no words. */
  readonly searchFields: readonly SearchField[];
  /** What URLs can say of it besides what they can say of all. Absent: nothing. */
  readonly listing?: Listing;
}

/** How the contract lists an entity by URL. */
export interface Listing {
  /** Conditions on one field each, by the parameter's name. */
  readonly parameters: Readonly<Record<string, ListingParameter>>;
  /** Lists of what belongs to one item of another entity. */
  readonly routes: readonly ListingRoute[];
  /** Order of the lists when nothing else is asked for: as in `sort`. */
  readonly order: readonly string[];
}

export interface ListingParameter {
  readonly field: string;
  /** One of several values, with commas between or the parameter repeated, or a bound that belongs to what it leaves. */
  readonly form: 'commas' | 'repeated' | 'from' | 'to';
  /** All values that there can be. */
  readonly values?: readonly string[];
}

export interface ListingRoute {
  /** As in the contract, with one path parameter: the value of `field`. */
  readonly resource: string;
  readonly field: string;
  /** The only values of parameters that say no more than the route does. */
  readonly implied?: Readonly<Record<string, string>>;
}

/** Fields that a document takes from one other item of the table. */
export interface Join {
  /** Name of the joined entity. */
  readonly entity: string;
  /** String attribute (and keyword field) that refers to the joined item. */
  readonly by: string;
  /** The joined item's key, from the value of `by`; undefined when no item can have it. */
  readonly toKey: (value: string) => Key | undefined;
  /** The inverse: the value of `by` in all that join the item of this key. */
  readonly fromKey: (key: Key) => string | undefined;
  /** Document field → attribute of the joined item. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Body of the request that creates an index, without its aliases. */
export interface IndexDefinition {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
}

export interface SearchField {
  readonly field: string;
  readonly weight: number;
  /** The words of a name belong together in whatever order: who types all of them looks for what bears it. */
  readonly isName?: true;
}

/** The alias of the indexes that an entity is written to. */
export function toWriteAlias({ index }: Pick<Entity, 'index'>): string {
  return `${index}-write`;
}

/** Names of fields that OpenSearch keeps for itself. */
const reserved = /^_|^$|\./;

/** Throws one `config.entities` that names every mistake which would only show once documents are refused. */
export function checkEntities(entities: readonly Entity[]): void {
  const problems = findEntityProblems(entities);
  if (problems.length > 0) throw new IndexerError('config.entities', problems.join('\n'));
}

function findEntityProblems(entities: readonly Entity[]): readonly string[] {
  const names = entities.map(({ name }) => name);
  const indexes = entities.map(({ index }) => index);
  return [
    ...repeated(names).map((name) => `Expected one entity named \`${name}\`, got several.`),
    ...repeated(indexes).map((index) => `Expected one entity for index \`${index}\`, got several.`),
    ...entities.flatMap((entity) => findProblemsOf(entity, names)),
  ];
}

function findProblemsOf(entity: Entity, names: readonly string[]): readonly string[] {
  const joined = entity.joins.flatMap((join) => Object.keys(join.fields));
  const fields = [...entity.fields, ...joined];
  const at = `of entity \`${entity.name}\``;
  const mentioned = [
    ...entity.id,
    ...entity.decimals,
    ...entity.joins.map(({ by }) => by),
    ...entity.searchFields.map(({ field }) => field),
    ...listListed(entity),
  ];
  return [
    ...fields
      .filter((field) => reserved.test(field))
      .map((field) => `Expected a field name that OpenSearch accepts, got \`${field}\` ${at}.`),
    ...repeated(fields).map((field) => `Expected field \`${field}\` ${at} once, got it several times.`),
    ...mentioned
      .filter((field) => !fields.includes(field))
      .map((field) => `Expected \`${field}\` ${at} among its fields.`),
    ...Object.keys(entity.unindexed)
      .filter((field) => fields.includes(field))
      .map((field) => `Expected \`${field}\` ${at} to be indexed or unindexed, got both.`),
    ...entity.joins
      .filter((join) => !names.includes(join.entity))
      .map((join) => `Expected a join ${at} to name an entity, got \`${join.entity}\`.`),
  ];
}

function listListed({ listing }: Entity): readonly string[] {
  if (!listing) return [];
  const conditions = [...Object.values(listing.parameters), ...listing.routes];
  return [...conditions.map(({ field }) => field), ...listing.order.map((name) => name.replace(/^-/, ''))];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
