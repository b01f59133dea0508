import { decodeResume, encodeResume, type ResumeScope } from './resume-token.ts';

export interface RedriveRequest {
  /** Lists what would be tried, and changes nothing. */
  readonly dryRun?: boolean;
  /** Only what was given up for a reason that contains this text. */
  readonly reason?: string;
  readonly resume?: string;
}

/** How far a run has come. */
export interface RedrivePosition {
  /** What is parked from then on is not tried in this run: it may be by this run. */
  readonly startedAtMs: number;
  readonly phase: 'parked keys' | 'failed invocations' | 'jobs';
  /** Behind it the phase goes on: a page of rows, or the name of the last invocation that is done. */
  readonly from: string | undefined;
  /** The invocation that is begun. */
  readonly begun: BegunInvocation | undefined;
  /** Rows or invocations of this phase that are done. */
  readonly done: number;
}

export interface BegunInvocation {
  readonly name: string;
  readonly keysDone: number;
  /** Whether one of its keys could not be written: then it is kept. */
  readonly hasFailed: boolean;
}

/** The beginning, or where the last slice ended. */
export function toPosition(request: RedriveRequest, nowMs: number): RedrivePosition {
  // Its checksum shows that it was made below.
  if (request.resume !== undefined) return decodeResume(toScope(request), request.resume) as RedrivePosition;
  return { startedAtMs: nowMs, phase: 'parked keys', from: undefined, begun: undefined, done: 0 };
}

export function toResume(request: RedriveRequest, position: RedrivePosition): string {
  return encodeResume(toScope(request), position);
}

function toScope({ dryRun, reason }: RedriveRequest): ResumeScope {
  return { tool: 'redrive', options: { dryRun: dryRun === true, reason } };
}
