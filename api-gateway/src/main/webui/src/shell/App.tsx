import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { readConfig, type Config } from '../config';
import { canLogIn } from '../session/session';
import { SessionProvider } from '../session/SessionProvider';
import { ConsolePage } from '../console/ConsolePage';
import { TraceListPage } from '../traces/TraceListPage';
import { TracePage } from '../traces/TracePage';
import { Notice, Waiting } from './Notice';
import { Shell } from './Shell';

export function App() {
  const { t } = useTranslation();
  const [config, setConfig] = useState<Config | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const { pathname } = useLocation();
  useEffect(() => {
    readConfig().then(setConfig, (error: Error) => setFailure(error.message));
  }, []);

  if (pathname === '/console') {
    return <ConsolePage />;
  }
  if (failure !== null) {
    return <Notice status="danger" title={t('start.failed')} body={failure} />;
  }
  if (config === null) {
    return <Waiting label={t('start.loading')} />;
  }
  if (!canLogIn(config)) {
    return <Notice status="warning" title={t('login.notSetUp')} body={t('login.howToSetUp')} />;
  }
  return (
    <SessionProvider config={config}>
      <Shell>
        <Routes>
          <Route path="/traces" element={<TraceListPage />} />
          <Route path="/traces/:id" element={<TracePage />} />
          <Route path="/" element={<Navigate to="/traces" replace />} />
          <Route path="*" element={<Notice title={t('start.noSuchPage')} />} />
        </Routes>
      </Shell>
    </SessionProvider>
  );
}
