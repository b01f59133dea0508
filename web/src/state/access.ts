import { atom } from 'jotai/vanilla';
import { ask, type Reply } from '../api/ask.ts';
import { apiKeyAtom, noteRefusalAtom } from './api-key.ts';
import { noteOutageAtom } from './outage.ts';
import { worldAtom } from './world.ts';

/** Sends one request. Only an abort by the signal throws. */
export type AskApi = <Data>(signal: AbortSignal, send: Parameters<typeof ask<Data>>[2]) => Promise<Reply<Data>>;

/** What can send requests with the key that was given. For those that the page sends by itself, again and again. */
export const connectQuietlyAtom = atom(null, (get): AskApi => {
  return (signal, send) => ask({ ...get(worldAtom), key: get(apiKeyAtom) }, signal, send);
});

/** For what somebody waits for: notes when the API wants another key, and when it is down. */
export const connectAtom = atom(null, (get, set): AskApi => {
  const ask = set(connectQuietlyAtom);
  return async (signal, send) => {
    const key = get(apiKeyAtom);
    const reply = await ask(signal, send);
    if (!reply.isOk && reply.problem.name === 'forbidden') set(noteRefusalAtom, key);
    if (!reply.isOk && reply.problem.name === 'unavailable') set(noteOutageAtom);
    return reply;
  };
});
