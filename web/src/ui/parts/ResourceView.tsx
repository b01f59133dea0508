import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Resource } from '../../state/resource.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './parts.module.css';
import { Title } from './Title.tsx';

interface Props<Value> {
  readonly resource: Resource<Value>;
  readonly label: string;
  /** `isGone`: only what somebody has begun to fill in is still of use, and stays below what `onProblem` says. */
  readonly children: (value: Value, isGone: boolean) => ReactNode;
  /** What to show instead of the usual notice when it is gone. */
  readonly onProblem?: (problem: Problem) => ReactNode | undefined;
}

/** The states of one thing that is fetched: what stood there stays on screen while it is fetched again. */
export function ResourceView<Value>({ resource, label, children, onProblem = () => undefined }: Props<Value>) {
  const state = useAtomValue(resource.stateAtom);
  const retry = useSetAtom(resource.retryAtom);
  const value = state.kind === 'ready' ? state.value : state.shown;
  const own = state.kind === 'failed' ? onProblem(state.problem) : undefined;
  const isGone = own !== undefined;
  // One shape for all states: what somebody has begun to fill in below stays.
  return (
    <>
      {own}
      {value === undefined && !isGone && (
        <VisuallyHidden>
          <Title>{`The ${label}`}</Title>
        </VisuallyHidden>
      )}
      {state.kind === 'failed' && !isGone && (
        <ProblemNotice
          title={`The ${label} could not be loaded`}
          problem={state.problem}
          isTriedAgain={state.retryAtMs !== undefined}
          onRetry={() => retry()}
        />
      )}
      {state.kind === 'loading' && value === undefined && (
        <div className={styles.stack} role="status" aria-label={`Loading the ${label}`}>
          <Skeleton height={36} width="60%" />
          <Skeleton height={220} radius={14} />
        </div>
      )}
      {value !== undefined && children(value, isGone)}
    </>
  );
}
