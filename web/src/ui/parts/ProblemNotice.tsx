import { Button } from '@mantine/core';
import { useAtomValue } from 'jotai';
import type { Problem } from '../../api/problem.ts';
import { pathAtom } from '../../state/location.ts';
import { Link } from './Link.tsx';
import { Notice } from './Notice.tsx';

interface Props {
  /** What could not be done. */
  readonly title: string;
  readonly problem: Problem;
  readonly isTriedAgain?: boolean;
  readonly onRetry: () => void;
}

export function ProblemNotice({ title, problem, isTriedAgain = false, onRetry }: Props) {
  const path = useAtomValue(pathAtom);
  // The same again would be refused again, and only here does the API's own text say what to do about it.
  const isOfTheRequest = problem.name === 'invalid-request';
  return (
    <Notice
      icon="warning"
      tone="bad"
      title={title}
      actions={isOfTheRequest ? <Link href={path}>Begin again</Link> : <Button onClick={onRetry}>Try again now</Button>}
    >
      <p>{problem.meaning}</p>
      {isOfTheRequest && problem.detail !== undefined && <p>{problem.detail}</p>}
      <p>{isTriedAgain ? 'It is tried again by itself until it answers.' : problem.advice}</p>
    </Notice>
  );
}
