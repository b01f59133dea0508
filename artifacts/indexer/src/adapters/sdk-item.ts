import type { AttributeValue as SdkValue } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, Item } from '../core/attribute-value.ts';

export type SdkItem = Record<string, SdkValue>;

/** The SDK holds binary as bytes, the stream and the core as base64 text. */
export function toSdkItem(item: Item): SdkItem {
  return mapValues(item, toSdkValue);
}

export function fromSdkItem(item: SdkItem): Item {
  return mapValues(item, fromSdkValue);
}

function toSdkValue(value: AttributeValue): SdkValue {
  if ('B' in value) return { B: Buffer.from(value.B, 'base64') };
  if ('BS' in value) return { BS: value.BS.map((text) => Buffer.from(text, 'base64')) };
  if ('L' in value) return { L: value.L.map(toSdkValue) };
  if ('M' in value) return { M: toSdkItem(value.M) };
  return value as SdkValue;
}

function fromSdkValue(value: SdkValue): AttributeValue {
  if (value.B) return { B: toBase64(value.B) };
  if (value.BS) return { BS: value.BS.map(toBase64) };
  if (value.L) return { L: value.L.map(fromSdkValue) };
  if (value.M) return { M: fromSdkItem(value.M) };
  return value as AttributeValue;
}

function mapValues<From, To>(item: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, map(value)]));
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
