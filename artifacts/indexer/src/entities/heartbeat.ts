import definition from '../../indexes/heartbeats.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';
import { toKeyOf } from './to-key.ts';

/**
 * The one item that is written every minute by no code (`heartbeat.json`) and goes the way of every item: how old the
 * newest one is that a search finds is the lag.
 */
export const heartbeat: Entity = {
  name: 'Heartbeat',
  index: 'heartbeats',
  definition,
  id: ['heartbeatId'],
  toKey: toKeyOf('Heartbeat'),
  claims: hasType('Heartbeat'),
  fields: ['heartbeatId', 'beatAt', 'version'],
  unindexed: {},
  decimals: [],
  joins: [],
  searchFields: [],
};
