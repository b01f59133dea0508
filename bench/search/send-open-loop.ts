import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { drawNumbers } from '../stream/draw-numbers.ts';

export interface Load {
  readonly urls: readonly string[];
  /** Requests a second, on average. */
  readonly rate: number;
  readonly seed: number;
}

export interface Sample {
  readonly status: number;
  /** From when the request was due, not from when it could be sent, to the last byte of the answer. */
  readonly ms: number;
}

/**
 * Sends each request when it is due, whatever has been answered by then, as visitors do who know nothing of each other:
 * the gaps are drawn exponentially, so some come at once. A slow answer holds nobody back, and so hides nothing.
 */
export async function sendOpenLoop({ urls, rate, seed }: Load): Promise<readonly Sample[]> {
  const draw = drawNumbers(seed);
  const agent = new Agent({ keepAlive: true });
  const sent: Promise<Sample>[] = [];
  let dueMs = performance.now();
  for (const url of urls) {
    dueMs += (-Math.log(1 - draw()) / rate) * 1_000;
    await sleep(Math.max(0, dueMs - performance.now()));
    sent.push(send(url, agent, dueMs));
  }
  const samples = await Promise.all(sent);
  agent.destroy();
  return samples;
}

function send(url: string, agent: Agent, dueMs: number): Promise<Sample> {
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ status, ms: performance.now() - dueMs });
    request(url, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => end(answer.statusCode ?? 0));
      answer.on('error', () => end(0));
    })
      .on('error', () => end(0))
      .end();
  });
}
