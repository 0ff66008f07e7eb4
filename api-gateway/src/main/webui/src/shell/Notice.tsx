import { Bullseye, Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Spinner } from '@patternfly/react-core';
import type { ComponentType } from 'react';

interface NoticeProps {
  title: string;
  body?: string;
  status?: 'danger' | 'warning' | 'info';
  icon?: ComponentType;
  action?: { label: string; onClick: () => void };
}

/** A page, or a part of one, with nothing to show but why. */
export function Notice({ title, body, status, icon, action }: NoticeProps) {
  return (
    <Bullseye>
      <EmptyState titleText={title} headingLevel="h2" {...(status && { status })} {...(icon && { icon })}>
        {body !== undefined && <EmptyStateBody>{body}</EmptyStateBody>}
        {action && (
          <EmptyStateFooter>
            <EmptyStateActions>
              <Button onClick={action.onClick}>{action.label}</Button>
            </EmptyStateActions>
          </EmptyStateFooter>
        )}
      </EmptyState>
    </Bullseye>
  );
}

export function Waiting({ label }: { label: string }) {
  return (
    <Bullseye>
      <Spinner aria-label={label} />
    </Bullseye>
  );
}
