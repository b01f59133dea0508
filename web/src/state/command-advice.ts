import type { Problem } from '../api/problem.ts';
import type { ProblemName } from '../api/problem-advice.ts';

const ofCommands: Partial<Readonly<Record<ProblemName, string>>> = {
  'invalid-request': 'Correct what was entered, then send it again.',
  'no-such-route': 'Nothing was changed. Reload the page: it may be older than the service.',
  forbidden: 'Nothing was changed: enter a valid key, then repeat it.',
  conflict: 'Nothing was changed: repeat it.',
  throttled: 'Nothing was changed: repeat it in a moment.',
};

/** A command is not tried again by itself, as what is read is: what to do after one was refused. */
export function adviseCommand(problem: Problem): Problem {
  return { ...problem, advice: ofCommands[problem.name] ?? problem.advice };
}
