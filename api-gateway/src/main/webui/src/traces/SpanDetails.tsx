import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  DrawerActions,
  DrawerCloseButton,
  DrawerHead,
  DrawerPanelBody,
  DrawerPanelContent,
  Label,
  Title,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Tr } from '@patternfly/react-table';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { duration } from './format';
import { queueWait, type Span } from './trace';

interface SpanDetailsProps {
  span: Span;
  spans: Span[];
  isOnPath: boolean;
  heading: Ref<HTMLSpanElement>;
  onChoose: (span: string) => void;
  onClose: () => void;
}

/** Everything that is known about one span, beside the waterfall. */
export function SpanDetails({ span, spans, isOnPath, heading, onChoose, onClose }: SpanDetailsProps) {
  const { t, i18n } = useTranslation();
  const time = (millis: number) => duration(millis, i18n.language);
  const parent = spans.find((candidate) => candidate.id === span.parent);
  const children = spans.filter((candidate) => candidate.parent === span.id);
  const attributes = Object.entries(span.attributes).sort(([a], [b]) => a.localeCompare(b));
  return (
    <DrawerPanelContent defaultSize="420px" minSize="320px" isResizable aria-label={t('details.title')}>
      <DrawerHead>
        <Title headingLevel="h2" size="lg">
          <span tabIndex={-1} ref={heading}>
            {span.name}
          </span>
        </Title>
        {isOnPath && (
          <Label isCompact color="orangered">
            {t('details.onPath')}
          </Label>
        )}
        <DrawerActions>
          <DrawerCloseButton aria-label={t('details.close')} onClick={onClose} />
        </DrawerActions>
      </DrawerHead>
      <DrawerPanelBody>
        {span.error !== null && (
          <Alert variant="danger" isInline title={t('details.reason')} className="caelum-reason">
            {span.error}
          </Alert>
        )}
        <DescriptionList isHorizontal isCompact>
          <Fact term={t('details.service')}>{span.service}</Fact>
          <Fact term={t('details.host')}>{span.instance}</Fact>
          <Fact term={t('details.kind')}>{t(`details.kinds.${span.kind}`)}</Fact>
          <Fact term={t('details.start')}>{time(span.start)}</Fact>
          <Fact term={t('details.took')}>{time(span.end - span.start)}</Fact>
          {queueWait(span) > 0 && <Fact term={t('details.waited')}>{time(queueWait(span))}</Fact>}
          {parent && (
            <Fact term={t('details.cause')}>
              <SpanLink span={parent} onChoose={onChoose} />
            </Fact>
          )}
          {children.length > 0 && (
            <Fact term={t('details.causes')}>
              {children.map((child) => (
                <div key={child.id}>
                  <SpanLink span={child} onChoose={onChoose} />
                </div>
              ))}
            </Fact>
          )}
        </DescriptionList>
        <Title headingLevel="h3" size="md" className="caelum-attributes">
          {t('details.attributes')}
        </Title>
        {attributes.length === 0 ? (
          t('details.noAttributes')
        ) : (
          <Table aria-label={t('details.attributes')} variant="compact" borders={false}>
            <Tbody>
              {attributes.map(([key, value]) => (
                <Tr key={key}>
                  <Td width={40} modifier="breakWord">{key}</Td>
                  <Td modifier="breakWord">{value}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </DrawerPanelBody>
    </DrawerPanelContent>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function SpanLink({ span, onChoose }: { span: Span; onChoose: (span: string) => void }) {
  return (
    <Button variant="link" isInline onClick={() => onChoose(span.id)}>
      {span.name}
    </Button>
  );
}
